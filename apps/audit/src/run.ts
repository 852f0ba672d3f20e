import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkpointIn, tilePath, tilesOf } from '@entente/proof';
import { OPTIONS, UsageError, dayIn, instantOf, isUsage, readText, type Options } from './arguments.js';
import { reportOf, type Output, type Report } from './commands.js';
import { QUESTION } from './compare-answers.js';
import { EXIT, FINDINGS, exitCodeOf, isFindingCode } from './findings.js';
import { HELP } from './help.js';

/** Runs the program; answers with its exit code. */
export function run(args: readonly string[], output: Output): number {
  try {
    return perform(args, output);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    output.err(printable(message));
    if (isUsage(error)) {
      output.err('(entente-audit --help)');
      return EXIT.usage;
    }
    // What is not foreseen says nothing of the log: neither that it is sound, nor that it was changed.
    const exit = EXIT.undecided;
    if (!args.includes('--json')) output.err(VERDICTS.UNDECIDED);
    else output.out(JSON.stringify({ verdict: 'UNDECIDED', exit, findings: [], error: message }));
    return exit;
  }
}

function perform(args: readonly string[], output: Output): number {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: OPTIONS,
  });
  const [command, ...files] = positionals;
  if (values.help || command === undefined) {
    output.out(HELP);
    return values.help ? EXIT.sound : EXIT.usage;
  }
  if (command === 'explain') return explain(files, output);
  if (command === 'question') return question(values, output);
  if (command === 'tiles') return tiles(files, output);
  return report(reportOf(command, files, values, output), values, output);
}

/** The body of a request, to be sent by whatever the auditor trusts: this program asks no network. */
function question(options: Options, { out }: Output): number {
  const { recorded, after } = options;
  const variables = {
    validOn: dayIn(options),
    ...(recorded !== undefined && { knownAt: instantOf(recorded, '--recorded').toISOString() }),
    ...(after !== undefined && { after }),
  };
  out(JSON.stringify({ query: QUESTION, variables }));
  return EXIT.sound;
}

/** The files that a copy of a log needs and does not have yet, a line each: to be fetched by whatever the auditor trusts. */
function tiles(files: readonly string[], { out }: Output): number {
  const [note, copy] = files;
  if (note === undefined || files.length > 2) throw new UsageError('give a checkpoint, and a folder or none');
  const checkpoint = checkpointIn(readText(note));
  if (checkpoint === null) throw new UsageError(`${note} is not a checkpoint`);
  for (const tile of tilesOf(checkpoint.size)) {
    const path = tilePath(tile);
    if (copy === undefined || !existsSync(join(copy, path))) out(path);
  }
  return EXIT.sound;
}

function report(
  { findings, checkpoint, more, says, line }: Report,
  { json }: Options,
  { out }: Output,
): number {
  const exit = exitCodeOf(findings);
  const verdict = exit === EXIT.sound ? 'SOUND' : exit === EXIT.tampering ? 'TAMPERING' : 'UNDECIDED';
  const shown = checkpoint && {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: Buffer.from(checkpoint.root).toString('base64'),
  };
  if (json) {
    const found = findings.map((one) => ({ ...one, kind: FINDINGS[one.code].kind }));
    out(
      JSON.stringify({ verdict, exit, checkpoint: shown, ...more, ...(says && { says }), findings: found }),
    );
    return exit;
  }
  const say = (text: string): void => out(printable(text));
  if (line !== undefined && exit === EXIT.sound) {
    say(line);
    return exit;
  }
  if (shown) say(`${shown.origin}: ${shown.size} events, root ${shown.root}`);
  for (const [name, value] of Object.entries(more ?? {}))
    if (value !== null) say(`${name}: ${typeof value === 'object' ? value.join(', ') || '-' : value}`);
  for (const one of says ?? []) {
    say(one.stream);
    for (const { table, values, index } of one.says)
      say(`  ${table} ${JSON.stringify(values)} (index ${String(index)})`);
    for (const because of one.notReplayed) say(`  not replayed: ${because}`);
  }
  for (const { code, index, detail } of findings) {
    say(`${code}${index === null ? '' : ` at index ${index}`}: ${detail}`);
    out(`  fr: ${FINDINGS[code].fr}\n  en: ${FINDINGS[code].en}`);
  }
  out(VERDICTS[verdict]);
  return exit;
}

/** A line as it can be shown: what a bundle says ends no line, hides nothing and moves nothing. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
  });
}

const VERDICTS = {
  SOUND: 'SOUND / INTÈGRE',
  TAMPERING: 'TAMPERING / ALTÉRATION',
  UNDECIDED: 'UNDECIDED / INDÉCIDABLE',
} as const;

function explain(codes: readonly string[], { out }: Output): number {
  const unknown = codes.find((code) => !isFindingCode(code));
  if (unknown !== undefined) throw new UsageError(`there is no finding ${unknown}`);
  const wanted = codes.length > 0 ? codes.filter(isFindingCode) : Object.keys(FINDINGS).filter(isFindingCode);
  for (const code of wanted) {
    const { kind, fr, en } = FINDINGS[code];
    out(`${code} (${kind})\n  fr: ${fr}\n  en: ${en}`);
  }
  return EXIT.sound;
}
