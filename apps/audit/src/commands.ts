import type { Checkpoint } from '@entente/proof';
import {
  UsageError,
  authoritiesIn,
  freshSinceIn,
  given,
  instantIn,
  instantOf,
  dayIn,
  pinsIn,
  policyIn,
  readBytes,
  readText,
  type Options,
} from './arguments.js';
import { judgeSignatures } from './checkpoints.js';
import { compareAnswers } from './compare-answers.js';
import { compareBundles, type NamedBundle } from './compare-bundles.js';
import { compareRows } from './compare-rows.js';
import type { ThreadProgram } from './entries-thread.js';
import type { Finding } from './findings.js';
import { openFolder } from './folder.js';
import { mirror } from './mirror.js';
import { writePin } from './pins.js';
import { readLog, saidOn, type ReadLog, type Said } from './replay-bundle.js';
import { verifyBundle, type Auditor } from './verify-bundle.js';
import { verifyLogsConsistent } from './verify-consistency.js';
import { verifyErasures } from './verify-erasures.js';
import { verifyEvent } from './verify-event.js';
import { verifyReceipt } from './verify-receipt.js';

/** Where answers and progress go, and what else the program has. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The program that reads a log in a thread beside this one. Absent: all is done in this one. */
  readonly thread?: ThreadProgram;
}

/** What a command found, and what it says beside that. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly checkpoint: Checkpoint | null;
  readonly more?: Readonly<Record<string, string | number | null | readonly (string | number)[]>>;
  /** What the log says, where it is asked. */
  readonly says?: readonly Said[];
  /** What alone is printed where nothing was found: it is meant for a file. */
  readonly line?: string;
}

/** Does what a command says. @throws {UsageError} */
export function reportOf(
  command: string,
  files: readonly string[],
  options: Options,
  output: Output,
): Report {
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
    case 'replay':
      return replay(files, options, output);
    case 'compare': {
      const [bundle] = given(files, 1);
      const folder = openFolder(bundle);
      const log = readLog(folder, auditorOf(options, output));
      const { answers } = options;
      const { findings, streams, rows, notReplayed } =
        answers === undefined ? compareRows(folder, log) : compareAnswers(readText(answers), answers, log);
      const { verdict } = log;
      return {
        findings: [...verdict.findings, ...findings],
        checkpoint: verdict.checkpoint,
        more: { events: verdict.events, streams, rows, notReplayed },
      };
    }
    case 'mirror': {
      const [from, to] = given(files, 2);
      const { findings, checkpoint, before, now, copied } = mirror(from, to, auditorOf(options, output));
      return { findings, checkpoint, more: { before, now, copied } };
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
      const pin = judged.checkpoint && writePin(judged.checkpoint);
      return { ...judged, more: { pin }, ...(pin !== null && { line: pin }) };
    }
    default:
      throw new UsageError(`there is no command ${command}`);
  }
}

/** What the log says on a day, as known at an instant or a size; of one stream, or of all. */
function replay(files: readonly string[], options: Options, output: Output): Report {
  const [bundle, stream = null] = files;
  if (bundle === undefined || files.length > 2) throw new UsageError('give a bundle, and a stream or none');
  const log = readLog(openFolder(bundle), auditorOf(options, output));
  const { verdict } = log;
  const size = sizeIn(options, log);
  const day = dayIn(options);
  const says = saidOn(log, { day, size, stream });
  if (stream !== null && says.length === 0)
    throw new UsageError(`the first ${size} events do not speak of ${stream}`);
  return {
    findings: verdict.findings,
    checkpoint: verdict.checkpoint,
    more: { valid: day, size, streams: says.length },
    says,
  };
}

function sizeIn({ size, recorded }: Options, log: ReadLog): number {
  const { events } = log.verdict;
  if (recorded !== undefined) return log.sizeKnownAt(instantOf(recorded, '--recorded').toISOString());
  if (size === undefined) return events;
  const wanted = Number(size);
  if (!/^\d+$/.test(size) || wanted > events)
    throw new UsageError(`--size ${size}: there are ${events} events`);
  return wanted;
}

function verify(files: readonly string[], options: Options, output: Output): Report {
  const [bundle] = given(files, 1);
  const { findings, checkpoint, events, streams, checkpoints, witnesses, timeStamps } = verifyBundle(
    openFolder(bundle),
    auditorOf(options, output),
  );
  return { findings, checkpoint, more: { events, streams, checkpoints, witnesses, timeStamps } };
}

/** What the auditor brings along, and how far a reading has come. */
function auditorOf(options: Options, { err, thread }: Output): Auditor {
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
    authorities: authoritiesIn(options),
    raw: options.raw ?? false,
    thread: thread ?? null,
    onProgress,
  };
}
