import { uptime } from 'node:os';

/** Where the time comes from. Everything that needs "now" is given one of these, so that a test can fix it. */
export interface Clock {
  /** This instant. The returned `Date` is the caller's own. */
  now(): Date;
  /** Milliseconds that pass as `now` does, sleep of the machine included, whatever anybody sets the clock to. */
  elapsed(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  // Not `performance.now()`: that stands still while the machine sleeps.
  elapsed: () => uptime() * 1_000,
};

/** A clock that stands still until it is set. */
export interface ScriptedClock extends Clock {
  /** Makes `now()` answer this instant, earlier or later than before. Raises `RangeError` for an invalid time. */
  set(instant: Date | string): void;
  /** Lets this many milliseconds pass. */
  advance(milliseconds: number): void;
}

/**
 * Makes a clock that answers `start` (an instant, or its ISO 8601 text) until it is set. To set it is to jump: time passes by
 * `advance` alone.
 */
export function scriptedClock(start: Date | string): ScriptedClock {
  let current = instantOf(start);
  let elapsed = 0;
  return {
    now: () => new Date(current),
    elapsed: () => elapsed,
    set: (instant) => {
      current = instantOf(instant);
    },
    advance: (milliseconds) => {
      current = instantOf(new Date(current + milliseconds));
      elapsed += milliseconds;
    },
  };
}

function instantOf(value: Date | string): number {
  const time = new Date(value).getTime();
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${String(value)}`);
  return time;
}
