import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parsePolicy, type Checkpoint, type TrustPolicy } from '@entente/proof';
import { judgeSignatures } from './checkpoints.js';
import { compareBundles, type NamedBundle } from './compare-bundles.js';
import { EXIT, FINDINGS, exitCodeOf, isFindingCode, type Finding } from './findings.js';
import { openFolder } from './folder.js';
import { parsePins, writePin, type Pin } from './pins.js';
import { verifyBundle, type Auditor } from './verify-bundle.js';
import { verifyLogsConsistent } from './verify-consistency.js';
import { verifyErasures } from './verify-erasures.js';
import { verifyEvent } from './verify-event.js';
import { verifyReceipt } from './verify-receipt.js';

/** Where answers and progress go. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const HELP = `entente-audit: verifies a log of Entente, or any log in the files of C2SP tlog-tiles. It asks no network.

  entente-audit verify <bundle> --policy <file> [--pins <file>] [--fresh <hours>] [--raw]
  entente-audit verify-event <file.tlog-proof> <event.json> --policy <file>
  entente-audit receipt <receipt> <bundle> --policy <file> [--at <instant>]
  entente-audit consistency <checkpoint> <checkpoint> --policy <file> [--tiles <folder>]
  entente-audit erasures <bundle> --policy <file>      persons who were erased, and keys that are gone without it
  entente-audit diff <bundle> <bundle> --policy <file>  the first event in which two bundles of a log differ
  entente-audit pins <checkpoint> --policy <file>      a line for your file of pins
  entente-audit explain [<code>]                       what a finding means, français and English

  --policy   whom you trust (C2SP tlog-policy): yours, never the bundle's
  --pins     checkpoints that you noted before: what was signed then must still be so
  --at       when you received the bundle (2026-11-29T12:00:00Z): a receipt that is not kept by then is broken
  --fresh    the witnesses of the policy cosigned within this many hours (before --at, else before now)
  --raw      the log is not of Entente: verify hashes and signatures alone
  --tiles    a bundle or a mirror with the hash tiles of the larger checkpoint's log
  --json     one JSON object with stable codes

Exit codes: 0 sound, 1 tampering, 2 nothing can be concluded, 3 wrong usage.`;

/** Called in a way the help does not describe, or with a file that cannot be read. */
class UsageError extends Error {}

interface Options {
  readonly policy?: string | undefined;
  readonly pins?: string | undefined;
  readonly tiles?: string | undefined;
  readonly at?: string | undefined;
  readonly fresh?: string | undefined;
  readonly raw?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** What a command found, and what it says beside that. */
interface Report {
  readonly findings: readonly Finding[];
  readonly checkpoint: Checkpoint | null;
  readonly more?: Readonly<Record<string, string | number | null | readonly (string | number)[]>>;
}

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
    options: {
      policy: { type: 'string' },
      pins: { type: 'string' },
      tiles: { type: 'string' },
      at: { type: 'string' },
      fresh: { type: 'string' },
      raw: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...files] = positionals;
  if (values.help || command === undefined) {
    output.out(HELP);
    return values.help ? EXIT.sound : EXIT.usage;
  }
  if (command === 'explain') return explain(files, output);
  return report(reportOf(command, files, values, output), values, output);
}

/** Wrong usage, as this program or the reader of its arguments says. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

function reportOf(command: string, files: readonly string[], options: Options, output: Output): Report {
  switch (command) {
    case 'verify':
      return verify(files, options, output);
    case 'verify-event': {
      const [proof, event] = given(files, 2);
      const { findings, checkpoint, index } = verifyEvent(
        readText(proof),
        readBytes(event),
        policyIn(options),
      );
      return { findings, checkpoint, more: { index } };
    }
    case 'receipt': {
      const [receipt, bundle] = given(files, 2);
      const { findings, checkpoint, indexes } = verifyReceipt(
        readText(receipt),
        openFolder(bundle),
        auditorOf(options, output),
        instantIn(options),
      );
      return { findings, checkpoint, more: { indexes } };
    }
    case 'consistency': {
      const [old, now] = given(files, 2);
      const folder = options.tiles === undefined ? null : openFolder(options.tiles);
      const notes = { old: readText(old), new: readText(now) };
      return verifyLogsConsistent(notes, folder, policyIn(options));
    }
    case 'erasures': {
      const [bundle] = given(files, 1);
      const { findings, checkpoint, erased, pending, keys } = verifyErasures(
        openFolder(bundle),
        auditorOf(options, output),
      );
      const more = { erased, pending, keysDestroyed: keys.destroyed, keysLost: keys.lost };
      return { findings, checkpoint, more };
    }
    case 'diff': {
      const [one, other] = given(files, 2).map((name) => ({ name, folder: openFolder(name) })) as [
        NamedBundle,
        NamedBundle,
      ];
      const { findings, larger, same } = compareBundles(one, other, auditorOf(options, output));
      return { findings, checkpoint: larger.checkpoint, more: { same } };
    }
    case 'pins': {
      const [file] = given(files, 1);
      const policy = policyIn(options);
      const judged = judgeSignatures(readText(file), file, { logs: policy.logs, policy, quorum: true });
      return { ...judged, more: { pin: judged.checkpoint && writePin(judged.checkpoint) } };
    }
    default:
      throw new UsageError(`there is no command ${command}`);
  }
}

function verify(files: readonly string[], options: Options, output: Output): Report {
  const [bundle] = given(files, 1);
  const { findings, checkpoint, events, streams, checkpoints, witnesses } = verifyBundle(
    openFolder(bundle),
    auditorOf(options, output),
  );
  return { findings, checkpoint, more: { events, streams, checkpoints, witnesses } };
}

/** What the auditor brings along, and how far a reading has come. */
function auditorOf(options: Options, { err }: Output): Auditor {
  let shownTenth = 0;
  const onProgress = (count: number, of: number): void => {
    const tenth = Math.floor((count * 10) / of);
    if (tenth === shownTenth || of < 10_000) return;
    shownTenth = tenth;
    err(`${count} of ${of} events`);
  };
  const policy = policyIn(options);
  return {
    policy,
    pins: options.pins === undefined ? null : pinsIn(options.pins),
    freshSince: freshSinceIn(options, policy),
    raw: options.raw ?? false,
    onProgress,
  };
}

function report({ findings, checkpoint, more }: Report, { json }: Options, { out }: Output): number {
  const exit = exitCodeOf(findings);
  const verdict = exit === EXIT.sound ? 'SOUND' : exit === EXIT.tampering ? 'TAMPERING' : 'UNDECIDED';
  const shown = checkpoint && {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: Buffer.from(checkpoint.root).toString('base64'),
  };
  if (json) {
    const found = findings.map((one) => ({ ...one, kind: FINDINGS[one.code].kind }));
    out(JSON.stringify({ verdict, exit, checkpoint: shown, ...more, findings: found }));
    return exit;
  }
  const say = (text: string): void => out(printable(text));
  if (shown) say(`${shown.origin}: ${shown.size} events, root ${shown.root}`);
  for (const [name, value] of Object.entries(more ?? {}))
    if (value !== null) say(`${name}: ${typeof value === 'object' ? value.join(', ') || '-' : value}`);
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

function given<N extends 1 | 2>(
  files: readonly string[],
  count: N,
): N extends 1 ? [string] : [string, string] {
  if (files.length !== count) throw new UsageError(`give ${count === 1 ? 'one file' : 'two files'}`);
  return files as unknown as N extends 1 ? [string] : [string, string];
}

function policyIn({ policy: file }: Options): TrustPolicy {
  if (file === undefined) throw new UsageError('--policy is missing: say whom you trust');
  const policy = parsePolicy(readText(file));
  if ('problem' in policy) throw new UsageError(`${file}, line ${policy.line}: ${policy.problem}`);
  if (policy.logs.length === 0) throw new UsageError(`${file}: names no log that you trust`);
  return policy;
}

function instantIn({ at }: Options): Date | null {
  if (at === undefined) return null;
  const instant = new Date(at);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(at) || Number.isNaN(instant.getTime()))
    throw new UsageError(`--at ${at} is not an instant such as 2026-11-29T12:00:00Z`);
  return instant;
}

function freshSinceIn(options: Options, { quorum }: TrustPolicy): Date | null {
  const { fresh } = options;
  if (fresh === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(fresh)) throw new UsageError(`--fresh ${fresh} is not a number of hours`);
  if (quorum.kind === 'NONE') throw new UsageError('--fresh needs a policy that asks for witnesses');
  return new Date((instantIn(options) ?? new Date()).getTime() - Number(fresh) * 3_600_000);
}

function pinsIn(file: string): readonly Pin[] {
  const pins = parsePins(readText(file));
  if (pins === null) throw new UsageError(`${file}: a line is not "origin size root"`);
  return pins;
}

function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
