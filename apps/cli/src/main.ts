import 'reflect-metadata';
import { explainFailedStart } from '@entente/assembly';
import { EventStoreError, isOutage } from '@entente/event-store';
import { CorruptEventError, FilesUnavailableError } from '@entente/ledger';
import {
  EXIT_CONFIGURATION,
  StartupProblem,
  exitAsInterrupted,
  isStopping,
  loadConfiguration,
  shutDown,
  stopSignal,
  type Configuration,
} from '@entente/platform';
import { ProjectionBehindError } from '@entente/read-model';
import { ReadNotNotedError } from '@entente/transparency';
import { CommanderError } from 'commander';
import { say } from './output.js';
import { createProgram } from './program.js';
import { EXIT, Refused, UsageError } from './refused.js';

/** The configuration has problems, one on each line. */
class ConfigurationError extends Error {}

/** Refusals that say that damage was found. */
const DAMAGED: ReadonlySet<string> = new Set(['DAMAGE_FOUND', 'READS_DAMAGED', 'FILES_DAMAGED']);

let configuration: Configuration | null = null;

function configured(): Configuration {
  const loaded = loadConfiguration(process.env);
  if (!loaded.ok) throw new ConfigurationError(loaded.problems.join('\n'));
  configuration = loaded.configuration;
  return loaded.configuration;
}

/** Prints what went wrong and returns the exit code. */
function explain(error: unknown, json: boolean): number {
  // Help and wrong usage: commander has said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    say(`error: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof ConfigurationError) {
    say(error.message);
    return EXIT_CONFIGURATION;
  }
  const refusal = error instanceof Refused ? error : knownFailure(error);
  if (refusal) {
    const { code, texts, details } = refusal;
    if (json) say(JSON.stringify({ error: { code, message: texts, details } }));
    else say(`${code}\n  fr: ${texts.fr}\n  en: ${texts.en}`);
    return DAMAGED.has(code) ? EXIT.damaged : EXIT.refused;
  }
  if (configuration === null) throw error;
  const { says, exitCode } = explainFailedStart(error, configuration);
  say(says);
  return exitCode;
}

/**
 * What can happen to any command: the database goes away under it, the read model does not catch up, an event is not what
 * was written.
 */
function knownFailure(error: unknown): Refused | null {
  if (error instanceof StartupProblem) return null;
  if (error instanceof CorruptEventError) {
    const { stream, revision, problem } = error;
    return Refused.here('STREAM_CORRUPT', { stream, revision, problem });
  }
  if (error instanceof ProjectionBehindError) return Refused.byLedger('PROJECTION_BEHIND');
  if (error instanceof EventStoreError && error.failure.kind === 'UNAVAILABLE')
    return Refused.byLedger('STORE_UNAVAILABLE', { reason: error.failure.reason, asked: 'READ' });
  if (error instanceof FilesUnavailableError)
    return Refused.here('FILES_UNAVAILABLE', { place: error.place, reason: error.reason });
  if (error instanceof ReadNotNotedError) return Refused.byLedger('READ_NOT_NOTED');
  if (isOutage(error)) return Refused.byLedger('STORE_UNAVAILABLE', { reason: error.message, asked: 'READ' });
  return null;
}

let readerGone = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  // Whoever read the answer (`| head`) has enough of it: stop as if it had been given whole.
  if (readerGone) return;
  readerGone = true;
  void shutDown().then(() => process.exit(EXIT.ok));
});

async function main(): Promise<void> {
  exitAsInterrupted();
  let code: number = EXIT.ok;
  try {
    await createProgram(configured).parseAsync();
  } catch (error) {
    if (readerGone) return;
    if (isStopping()) {
      // It fails because what it needs is being closed. Whoever closes it ends the process.
      if (stopSignal() !== null) say('stopped before it was done; call it again to go on');
      return;
    }
    code = explain(error, process.argv.includes('--json'));
  }
  if (readerGone) return;
  const stopped = await shutDown();
  // A command that ran to its end may have said by itself that something is left to do.
  const ended = code === EXIT.ok ? Number(process.exitCode ?? EXIT.ok) : code;
  process.exitCode = ended === EXIT.ok ? stopped : ended;
}

await main();
