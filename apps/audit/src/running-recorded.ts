/** The latest instant at which an event of a log, as far as it was read, says that it was recorded. */
export interface RunningRecorded {
  /** Empty where no event was read. */
  readonly last: string;
  /** Whether an instant is so long before it that no two clocks that a ledger trusts are that far apart. */
  isLongBefore(recorded: string): boolean;
  move(recorded: string): void;
}

/** A ledger records nothing when its clock is twelve seconds behind its log; the rest is for how long an append may take. */
const APART_MS = 60_000;

/** Instants are UTC with three decimals, so that texts compare as they do. */
export function createRunningRecorded(): RunningRecorded {
  let last = '';
  return {
    get last() {
      return last;
    },
    isLongBefore: (recorded) => recorded < last && !(Date.parse(last) - Date.parse(recorded) <= APART_MS),
    move(recorded) {
      if (recorded > last) last = recorded;
    },
  };
}
