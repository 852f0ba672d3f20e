import { useSession } from '../session/viewer.js';
import { useShortcut } from '../frame/shortcut.js';
import { dayBeside, momentBeside, useChanges } from './changes.js';
import { useGo, type Dates } from './dates.js';

/** Finds the moment after that of the page, or the one before; undefined where there is none. */
export function useMomentBeside(): (step: 1 | -1) => Pick<Dates, 'at'> | undefined {
  const changes = useChanges();
  return (step) => {
    const beside = changes === null ? undefined : momentBeside(changes, step);
    if (changes === null || beside === undefined) return undefined;
    // The last moment is all that the ledger knows.
    return beside === changes.moments.at(-1) ? {} : { at: beside.position };
  };
}

/** Keys that walk to where the answer of the page changes: `[` and `]` through the days, `{` and `}` through what was known. */
export function useStepKeys(dates: Dates): void {
  const { today } = useSession();
  const go = useGo();
  const changes = useChanges();
  const besideMoment = useMomentBeside();
  const goToDay = (step: 1 | -1) => {
    const day = changes === null ? undefined : dayBeside(changes.days, dates.on ?? today, step);
    if (day !== undefined) go({ ...dates, on: day });
  };
  const goToMoment = (step: 1 | -1) => {
    const then = besideMoment(step);
    if (then) go({ ...then, on: dates.on });
  };
  const offered = changes !== null;
  useShortcut('[', () => goToDay(-1), offered);
  useShortcut(']', () => goToDay(1), offered);
  useShortcut('{', () => goToMoment(-1), offered);
  useShortcut('}', () => goToMoment(1), offered);
}
