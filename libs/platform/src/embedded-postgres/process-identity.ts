import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from './startup-problem.js';

const run = promisify(execFile);

/** A process as somebody wrote it down: a pid alone is not enough, for pids are used again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system reports it; empty where the system does not. Compared, never read. */
  readonly started: string;
}

/** The identity of the process `pid` now; null when it does not exist (a zombie counts as gone: it holds nothing). */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  // To the system call, 0 and below mean groups of processes.
  if (pid <= 0 || !isThere(pid)) return null;
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return isThere(pid) ? { pid, started: '' } : null;
    // The second field is the program's name in brackets and can hold anything, brackets and blanks included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return { pid, started: `${await bootId()}:${fields[19] ?? ''}` };
  }
  if (process.platform === 'win32') return { pid, started: '' };
  const shown = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => null);
  if (shown === null) return isThere(pid) ? { pid, started: '' } : null;
  const [state, ...started] = shown.stdout.trim().split(/\s+/);
  return state?.startsWith('Z') ? null : { pid, started: started.join(' ') };
}

/** Whether that very process still runs. Where start times are not known, any process of that pid counts. */
export async function stillRuns(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  if (now === null) return false;
  return now.started === identity.started || now.started === '' || identity.started === '';
}

/** Whether `pid` is a PostgreSQL server on the folder `cluster` (a real path). */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if ((await identify(pid)) === null) return false;
  if (process.platform === 'linux') {
    // A server's working directory is its data folder, whatever it was started with.
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const program = command.split('\0', 1)[0] ?? '';
    return program.endsWith('postgres') && (cwd === null ? command.includes(cluster) : cwd === cluster);
  }
  if (process.platform === 'win32') return true;
  const shown = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return /postgres/.test(shown.stdout) && shown.stdout.includes(cluster);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Start times on Linux count from the boot, so a lock of an earlier boot must not match. */
async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}
