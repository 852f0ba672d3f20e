import { parentPort, workerData } from 'node:worker_threads';
import { STORED_EVENTS, createEventReader } from '@entente/ledger';
import { startRunner, type RunnerLog } from '@entente/read-model';
import { openLog } from '../open-log.js';
import type { FromThread, ThreadData } from './project-in-thread.js';
import { openRunnerParts } from './runner-parts.js';

/** The thread that projects. It sends the state of its runner and lines for the log; any message to it stops it. */

const { eventStore, databases, ledgerId } = workerData as ThreadData;

const tell = (message: FromThread): void => parentPort?.postMessage(message);
const log: RunnerLog = {
  info: (said) => tell({ level: 'info', said }),
  warn: (said) => tell({ level: 'warn', said }),
  error: (said) => tell({ level: 'error', said }),
};
const store = await openLog({ configuration: { eventStore }, databases, log });
const { parts, close } = openRunnerParts({
  databases,
  store,
  events: createEventReader(STORED_EVENTS, ledgerId),
  log,
});
const runner = startRunner(parts, (state) => {
  if (state.kind !== 'STOPPED') tell({ state });
});

parentPort?.once('message', () => void stop());

async function stop(): Promise<void> {
  await runner.stop();
  await close();
  await store.close();
  tell({ state: { kind: 'STOPPED' } });
}
