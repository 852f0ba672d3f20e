import { extname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '@entente/platform';
import type { Runner, RunnerLog, RunnerState } from '@entente/read-model';
import type { ProjectingDatabase } from './runner-parts.js';

/** What the thread begins with. */
export interface ThreadData {
  readonly eventStore: Configuration['eventStore'];
  readonly databases: ProjectingDatabase;
  readonly ledgerId: string;
}

/** What the thread sends: the state of its runner, or a line for the log. */
export type FromThread =
  { readonly state: RunnerState } | { readonly level: keyof RunnerLog; readonly said: string };

const AGAIN_AFTER_MS = 1_000;

/**
 * Projects in a thread of its own, so that this one has its time for whoever asks and records. A thread that ends by itself
 * (its memory was not enough, the log could not be opened) is started again.
 */
export function projectInThread({ eventStore, databases, ledgerId }: ThreadData, log: RunnerLog): Runner {
  const { writerUrl, ownerUrl, accounts } = databases;
  // The caller's databases have the key of the vault too: the thread does not get it.
  const data: ThreadData = { eventStore, databases: { writerUrl, ownerUrl, accounts }, ledgerId };
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: RunnerState = { kind: 'STARTING' };
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const reason = await runThread(data, signal, log, (told) => (state = told));
      if (signal.aborted) break;
      state = { kind: 'RETRYING', reason };
      log.error(`The thread that projects has ended, and is started again: ${reason}`);
      await delay(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    }
    state = { kind: 'STOPPED' };
  };
  const done = loop();
  return {
    state: () => state,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Runs a thread until it ends; resolves with why. */
function runThread(
  data: ThreadData,
  signal: AbortSignal,
  log: RunnerLog,
  onState: (state: RunnerState) => void,
): Promise<string> {
  const address = new URL(`projecting-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(address, { workerData: data, name: 'projecting' });
  const stop = (): void => thread.postMessage('stop');
  signal.addEventListener('abort', stop);
  thread.on('message', (message: FromThread) => {
    if ('said' in message) log[message.level](message.said);
    else if (message.state.kind === 'STOPPED') void thread.terminate();
    else onState(message.state);
  });
  let reason = 'nobody asked it to';
  thread.on('error', (error: unknown) => {
    reason = error instanceof Error ? error.message : String(error);
  });
  return new Promise((resolve) => {
    thread.on('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve(reason);
    });
  });
}
