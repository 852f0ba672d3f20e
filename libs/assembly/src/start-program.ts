import {
  EXIT_CONFIGURATION,
  expectShortLived,
  isStopping,
  loadConfiguration,
  shutDown,
  stopSignal,
  type Configuration,
} from '@entente/platform';
import { explainFailedStart } from './failed-start.js';

/**
 * Starts a program that serves until it is stopped. If the start fails, it says why on standard error and the process exits:
 * one line for each problem that somebody can fix, with 78 where that is the configuration. A start that a signal
 * interrupts says so in one line and ends as if the signal had come later.
 */
export async function startProgram(start: (configuration: Configuration) => Promise<void>): Promise<void> {
  expectShortLived();
  const loaded = loadConfiguration(process.env);
  if (!loaded.ok) {
    for (const problem of loaded.problems) say(problem);
    process.exit(EXIT_CONFIGURATION);
  }
  try {
    await start(loaded.configuration);
  } catch (error) {
    if (isStopping()) {
      // It fails because what it needs is being closed. Whoever closes it ends the process.
      if (stopSignal() !== null) say('stopped before the start was done; the next start goes on from there');
      return;
    }
    const { says, exitCode } = explainFailedStart(error, loaded.configuration);
    say(says);
    await shutDown();
    process.exit(exitCode);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
