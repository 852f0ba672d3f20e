/** How busy the machine is while something is measured. Linux shows it; other systems have no figure here. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds of a tick of /proc: a hundred a second on every Linux that Node runs on. */
const TICK_MS = 10;

/** The processor time that a PostgreSQL server has had since its start, all of its processes; NaN where it is not shown. */
export function postgresCpuMs(dataDir: string): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const postmaster = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let ticks = 0;
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(entry);
    // What a process used that has ended is counted by the one that started it.
    if (Number(entry) === postmaster) ticks += sum(fields.slice(11, 15));
    else if (fields[1] === postmaster) ticks += sum(fields.slice(11, 13));
  }
  return ticks * TICK_MS;
}

/** The fields of /proc/…/stat after the name: state, parent, …; none of a process that has just ended. */
function statOf(pid: string): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Counts, once a second until it is stopped, the processes that are ready to run; `stop` answers their average. */
export function watchReadiness(): { stop(): number } {
  const counts: number[] = [];
  const look = setInterval(() => {
    if (!existsSync('/proc/loadavg')) return;
    const [, , , ready] = readFileSync('/proc/loadavg', 'utf8').split(/[ /]/);
    // This one looks, so it is running.
    counts.push(Number(ready) - 1);
  }, 1_000);
  return {
    stop() {
      clearInterval(look);
      return sum(counts) / counts.length;
    },
  };
}
