import { STALE_AFTER_MS, STALE_AHEAD_MS } from '@entente/event-store';
import { keptAWhile, type Check, type Clock, type Logger } from '@entente/platform';
import type { Pool } from 'pg';

/** Why the clock of this process cannot be trusted. */
export interface ClockProblem {
  readonly kind: 'JUMPED' | 'BEFORE_THE_LOG' | 'NOT_THE_DATABASES';
  /** By how many milliseconds the clock is ahead (positive) or behind (negative) of what it is compared with. */
  readonly offMs: number;
}

/** Watches the clock of a process. */
export interface ClockWatch {
  /** Looks; null while the clock can be trusted. */
  look(): Promise<ClockProblem | null>;
  check(): Promise<Check>;
}

/** More than a clock is set by when it is kept in time. */
const JUMP_MS = 10_000;
/** Two processes may both be trusted and this far apart: one as far ahead of the store's clock as it may, one behind. */
const APART_MS = STALE_AFTER_MS + STALE_AHEAD_MS;

const WHAT_TO_DO: Readonly<Record<ClockProblem['kind'], string>> = {
  JUMPED:
    'The clock was set while this process ran. Set it right, and it is trusted again; if it is right now, start this process again.',
  BEFORE_THE_LOG:
    'The clock is behind the last event of the log. Set it right; if it is right, a clock was ahead when that event was recorded.',
  NOT_THE_DATABASES: 'The clocks of this machine and of the database server differ. Set both right.',
};

/**
 * Watches the clock: against the time that has passed since the last look, against the last event that the read model knows of, and
 * against the database server's clock. What begins and what ends is logged, once.
 */
export function watchClock({
  clock,
  pool,
  log,
}: {
  readonly clock: Clock;
  readonly pool: Pool;
  readonly log: Logger;
}): ClockWatch {
  /** When the clock was last trusted. Many small corrections are no jump: against the database's clock they would show. */
  let trusted = { wall: clock.now().getTime(), elapsed: clock.elapsed() };
  let known: ClockProblem['kind'] | null = null;

  const jumped = (): ClockProblem | null => {
    const now = { wall: clock.now().getTime(), elapsed: clock.elapsed() };
    const offMs = Math.round(now.wall - trusted.wall - (now.elapsed - trusted.elapsed));
    if (Math.abs(offMs) > JUMP_MS) return { kind: 'JUMPED', offMs };
    trusted = now;
    return null;
  };
  const compared = keptAWhile(async (): Promise<ClockProblem | null> => {
    const before = clock.now().getTime();
    const { rows } = await pool.query<{ now: Date; known: Date | null }>(
      'select clock_timestamp() as now, (select known from read_model.version where live) as known',
    );
    const after = clock.now().getTime();
    const [row] = rows;
    if (!row) return null;
    const [ahead, behind] = [before - row.now.getTime(), row.now.getTime() - after];
    if (ahead > STALE_AHEAD_MS) return { kind: 'NOT_THE_DATABASES', offMs: ahead };
    if (behind > STALE_AFTER_MS) return { kind: 'NOT_THE_DATABASES', offMs: -behind };
    const late = row.known === null ? 0 : row.known.getTime() - after;
    return late > APART_MS ? { kind: 'BEFORE_THE_LOG', offMs: -late } : null;
  });
  const look = async (): Promise<ClockProblem | null> => {
    const problem = jumped() ?? (await compared());
    if (problem && known !== problem.kind)
      log.error('The clock cannot be trusted; nothing is recorded.', {
        ...problem,
        whatToDo: WHAT_TO_DO[problem.kind],
      });
    if (!problem && known !== null) log.info('The clock can be trusted again.');
    known = problem?.kind ?? null;
    return problem;
  };
  return {
    look,
    async check() {
      const problem = await look();
      return problem ? { ok: false, ...problem, reason: WHAT_TO_DO[problem.kind] } : { ok: true };
    },
  };
}
