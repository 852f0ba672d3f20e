import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `postmaster.pid` says of the server that runs on a cluster, or ran when the machine stopped. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Whether it takes connections. */
  readonly ready: boolean;
}

/** Reads the cluster's `postmaster.pid`; null when it does not exist or cannot be read yet. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n') ?? [];
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid === 0) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Makes a stale `postmaster.pid`, whose pid now belongs to some other program, name this process. PostgreSQL never takes
 * its own parent for another server, so it starts, and still checks by the shared memory of the same file that no backend
 * of the dead server is left; deleting the file would take that check away.
 */
export async function disownPostmasterFile(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) await writeFile(path, [String(process.pid), ...text.split('\n').slice(1)].join('\n'));
}
