/** Where the time comes from. Everything that needs "now" is given one of these, so that a test can fix it. */
export interface Clock {
  /** This instant. The returned `Date` is the caller's own. */
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set. */
export interface ScriptedClock extends Clock {
  /** Makes `now()` answer this instant, earlier or later than before. Raises `RangeError` for an invalid time. */
  set(instant: Date | string): void;
  /** Moves `now()` by this many milliseconds. */
  advance(milliseconds: number): void;
}

/** Makes a clock that answers `start` (an instant, or its ISO 8601 text) until it is set. */
export function scriptedClock(start: Date | string): ScriptedClock {
  let current = instantOf(start);
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = instantOf(instant);
    },
    advance: (milliseconds) => {
      current = instantOf(new Date(current + milliseconds));
    },
  };
}

function instantOf(value: Date | string): number {
  const time = new Date(value).getTime();
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${String(value)}`);
  return time;
}
