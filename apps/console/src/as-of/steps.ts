import { useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/viewer.js';
import { useShortcut } from '../frame/shortcut.js';
import { dayBeside, momentBeside, useChanges, type Changes } from './changes.js';
import { useGo, type Dates } from './dates.js';

type Step = 1 | -1;

/** The moment after that of a page, or the one before, as dates have it; undefined where there is none. */
export function thenBeside(changes: Changes, step: Step): Pick<Dates, 'at'> | undefined {
  const beside = momentBeside(changes, step);
  // The last moment is all that the ledger knows.
  return beside && (beside === changes.moments.at(-1) ? {} : { at: beside.position });
}

/** Where a page steps to: where its own answer changes, else the days on which anything was recorded. These are loaded when they are asked for. */
export function useChangesHere(dates: Dates): () => Promise<Changes> {
  const client = useQueryClient();
  const offered = useChanges();
  return async () => offered ?? (await import('./recording-days.js')).recordingDays(client, dates);
}

/** Keys that walk to where the answer of the page changes: `[` and `]` through the days, `{` and `}` through what was known. */
export function useStepKeys(dates: Dates): void {
  const { today } = useSession();
  const go = useGo();
  const changes = useChanges();
  const here = useChangesHere(dates);
  const goToDay = (step: Step) => {
    const day = changes === null ? undefined : dayBeside(changes.days, dates.on ?? today, step);
    if (day !== undefined) go({ ...dates, on: day });
  };
  const goToMoment = (step: Step) =>
    void here().then(
      (found) => {
        const then = thenBeside(found, step);
        if (then) go({ ...then, on: dates.on });
      },
      () => undefined,
    );
  const offered = changes !== null;
  useShortcut('[', () => goToDay(-1), offered);
  useShortcut(']', () => goToDay(1), offered);
  useShortcut('{', () => goToMoment(-1));
  useShortcut('}', () => goToMoment(1));
}
