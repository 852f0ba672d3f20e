import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';

/** Ends a process that a test started and waits until it has ended; nothing to do for none, or for one that ended before. */
export async function endProcess(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
