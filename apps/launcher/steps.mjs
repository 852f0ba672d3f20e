/** The launcher was stopped, or a step failed and said why: nothing more to print. */
export class Stopped extends Error {
  /** @param {number} code what to exit with */
  constructor(code) {
    super(`stopped with ${code}`);
    this.code = code;
  }
}

const STILL_MS = 10_000;

/**
 * Does one step and shows it: a line at its start, one every ten seconds, one at its end with the time it took. On
 * standard error, so that the output of what is started stays its own.
 *
 * @template T
 * @param {string} what such as "installing the dependencies"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const since = performance.now();
  const seconds = () => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  say(`${what} …`);
  const still = setInterval(() => say(`${what}: still running after ${seconds()}`), STILL_MS);
  try {
    const result = await work();
    say(`${what}: done in ${seconds()}`);
    return result;
  } catch (error) {
    say(`${what}: failed after ${seconds()}`);
    throw error;
  } finally {
    clearInterval(still);
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`entente: ${line}\n`);
}

/**
 * Runs a launcher's command to its end and exits with the code it answers.
 *
 * @param {() => Promise<number>} command
 */
export async function launch(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Stopped)) say(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof Stopped ? error.code : 1;
  }
}
