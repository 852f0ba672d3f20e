import 'reflect-metadata';
import { TimeZoneDiffersError } from '@entente/ledger';
import { EventStoreError } from '@entente/event-store';
import {
  EXIT_CONFIGURATION,
  StartupProblem,
  loadConfiguration,
  shutDown,
  type Configuration,
} from '@entente/platform';
import { ProjectionBehindError } from '@entente/read-model';
import { CommanderError } from 'commander';
import { say } from './output.js';
import { createProgram } from './program.js';
import { EXIT, Refused, UsageError } from './refused.js';

/** The configuration has problems, one a line. */
class ConfigurationError extends Error {}

function configured(): Configuration {
  const loaded = loadConfiguration(process.env);
  if (!loaded.ok) throw new ConfigurationError(loaded.problems.join('\n'));
  return loaded.configuration;
}

/** Says what went wrong, and tells what to exit with. */
function explain(error: unknown, json: boolean): number {
  // Help and wrong usage: commander has said it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) {
    say(`error: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof ConfigurationError || error instanceof TimeZoneDiffersError) {
    say(error.message);
    return EXIT_CONFIGURATION;
  }
  const refusal = error instanceof Refused ? error : knownFailure(error);
  if (refusal) {
    const { code, texts, details } = refusal;
    if (json) say(JSON.stringify({ error: { code, message: texts, details } }));
    else say(`${code}\n  fr: ${texts.fr}\n  en: ${texts.en}`);
    return EXIT.refused;
  }
  if (error instanceof StartupProblem) say(error.message);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.refused;
}

/** What can happen to any command: the database goes away under it, or the read model does not catch up. */
function knownFailure(error: unknown): Refused | null {
  if (error instanceof ProjectionBehindError) return Refused.byLedger('PROJECTION_BEHIND');
  if (error instanceof EventStoreError && error.failure.kind === 'UNAVAILABLE')
    return Refused.byLedger('STORE_UNAVAILABLE', { reason: error.failure.reason });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Connection refused or lost; the server is being stopped or started.
  if (/^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\d{3})$/.test(code))
    return Refused.byLedger('STORE_UNAVAILABLE', { reason: code });
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
  let code: number = EXIT.ok;
  try {
    await createProgram(configured).parseAsync();
  } catch (error) {
    if (readerGone) return;
    code = explain(error, process.argv.includes('--json'));
  }
  if (readerGone) return;
  const stopped = await shutDown();
  process.exitCode = code === EXIT.ok ? stopped : code;
}

await main();
