import { logLine } from './logging.js';

/** How long the registered steps may take together before the process exits anyway, in milliseconds. */
export const SHUTDOWN_DEADLINE_MS = 10_000;

/**
 * One Ctrl-C reaches a process more than once: from the terminal, from npm and from the launcher that forwards it. Only
 * a signal that comes this much later is somebody who has lost patience.
 */
const SAME_SIGNAL_MS = 1_000;

type Step = () => void | Promise<void>;

/** The exit code of a process that a signal ended. */
const EXIT_OF_SIGNAL: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143 };

const steps: Step[] = [];
let begun = false;
let stopping: Promise<number> | null = null;
let firstSignalAt = 0;
let signal: NodeJS.Signals | null = null;
let interruptible = false;

/**
 * Registers what is to be done when the process is asked to stop (SIGINT or SIGTERM). Steps run once, one after the
 * other, the last registered first: what was opened last is closed first. A step that fails does not keep the others
 * from running. Then the process exits: with 0 (see {@link exitAsInterrupted}), or 1 when a step failed or
 * {@link SHUTDOWN_DEADLINE_MS} passed. A second signal, a second or more later, exits at once.
 *
 * @returns takes the step out again, for something that has been closed already
 */
export function onShutdown(step: Step): () => void {
  if (steps.length === 0 && stopping === null) listen();
  steps.push(step);
  return () => {
    const at = steps.lastIndexOf(step);
    if (at >= 0) steps.splice(at, 1);
  };
}

/**
 * Lets a signal end the process with 130 or 143 instead of 0: for a command, which is then not done. A server that is asked
 * to stop has done its work.
 */
export function exitAsInterrupted(): void {
  interruptible = true;
}

/** Whether the process is being stopped: what fails then fails because what it needs is closed. */
export function isStopping(): boolean {
  return begun;
}

/** The signal that the process was asked to stop by; null while it was not, and where it stops by itself. */
export function stopSignal(): NodeJS.Signals | null {
  return signal;
}

/**
 * Runs the registered steps without a signal, for a program that has come to its own end, and resolves to the exit code
 * they deserve. The process does not exit by it.
 */
export function shutDown(): Promise<number> {
  // The first step runs before there is a promise.
  begun = true;
  stopping ??= Promise.race([runSteps(), deadline()]);
  return stopping;
}

async function runSteps(): Promise<number> {
  let code = 0;
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      code = 1;
      say(error instanceof Error ? error.message : String(error));
    }
  }
  return code;
}

function deadline(): Promise<number> {
  return new Promise((resolve) => {
    setTimeout(() => {
      say(`not finished after ${SHUTDOWN_DEADLINE_MS / 1000} seconds, exiting anyway`);
      resolve(1);
    }, SHUTDOWN_DEADLINE_MS).unref();
  });
}

function say(what: string): void {
  process.stderr.write(`${logLine('error', `stopping: ${what}`)}\n`);
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  process.on('SIGINT', signalled);
  process.on('SIGTERM', signalled);
}

function signalled(by: NodeJS.Signals): void {
  const now = performance.now();
  if (stopping !== null && firstSignalAt > 0) {
    if (now - firstSignalAt >= SAME_SIGNAL_MS) process.exit(EXIT_OF_SIGNAL[by]);
    return;
  }
  firstSignalAt = now;
  signal = by;
  void shutDown().then((code) => process.exit(code === 0 && interruptible ? EXIT_OF_SIGNAL[by] : code));
}
