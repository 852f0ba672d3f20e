import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Acknowledgement, Writer } from '../../libs/event-store/src/conformance/index.js';
import type { WriterTask } from './event-store-writer.js';
import { keepLog } from './names-in-clear.js';

/** Starts a process that appends until it is killed with -9. */
export function startWriterProcess(task: WriterTask): Promise<Writer> {
  const hooks = new URL('./typescript-hooks.mjs', import.meta.url).href;
  const script = fileURLToPath(new URL('./event-store-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', hooks, script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const acknowledgements: Acknowledgement[] = [];
  const waiting = new Set<() => void>();
  let unfinished = '';
  let complaints = '';
  let ended = false;
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const wake = () => {
    for (const look of waiting) look();
  };

  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${unfinished}${chunk.toString()}`.split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) acknowledgements.push(JSON.parse(line) as Acknowledgement);
    wake();
  });
  const keep = keepLog('writer');
  child.stderr.on('data', (chunk: Buffer) => {
    keep(chunk);
    complaints = `${complaints}${chunk.toString()}`.slice(-4_000);
  });
  void exited.then(() => {
    ended = true;
    wake();
  });

  return Promise.resolve({
    acknowledged: (atLeast) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (acknowledgements.length < atLeast && !ended) return;
          waiting.delete(look);
          if (acknowledgements.length >= atLeast) resolve();
          else reject(new Error(`the writer ended by itself: ${complaints}`));
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      // What it had printed is read to the end: these are the acknowledgements that the world has seen.
      await exited;
      return acknowledgements;
    },
  });
}
