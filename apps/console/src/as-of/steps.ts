import { useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/viewer.js';
import { useShortcut } from '../frame/shortcut.js';
import { dayBeside, momentBeside, useOffered, type Changes } from './changes.js';
import { useGo, type Dates } from './dates.js';

type Step = 1 | -1;

/** The moment after that of a page, or the one before, as dates have it; undefined where there is none. */
export function thenBeside(changes: Changes, step: Step): Pick<Dates, 'at'> | undefined {
  const beside = momentBeside(changes, step);
  // The last moment is all that the ledger knows.
  return beside && (beside === changes.moments.at(-1) ? {} : { at: beside.position });
}

/** Where a page steps to. What it does not know itself, the ledger is asked when it is wanted. */
export function useChangesHere(dates: Dates): () => Promise<Changes> {
  const client = useQueryClient();
  const offered = useOffered();
  return async () =>
    offered !== null && typeof offered === 'object'
      ? offered
      : (await import('./changes-asked.js')).askChanges(client, dates, offered);
}

/** Keys that walk to where the answer of the page changes: `[` and `]` through the days, `{` and `}` through what was known. */
export function useStepKeys(dates: Dates): void {
  const { today } = useSession();
  const go = useGo();
  const offered = useOffered();
  const here = useChangesHere(dates);
  const goBeside = (beside: (changes: Changes) => Dates | undefined) =>
    void here().then(
      (changes) => {
        const then = beside(changes);
        if (then) go(then);
      },
      () => undefined,
    );
  const goToDay = (step: Step) =>
    goBeside(({ days }) => {
      const day = dayBeside(days, dates.on ?? today, step);
      return day === undefined ? undefined : { ...dates, on: day };
    });
  const goToMoment = (step: Step) =>
    goBeside((changes) => {
      const then = thenBeside(changes, step);
      return then && { ...then, on: dates.on };
    });
  useShortcut('[', () => goToDay(-1), offered !== null);
  useShortcut(']', () => goToDay(1), offered !== null);
  useShortcut('{', () => goToMoment(-1));
  useShortcut('}', () => goToMoment(1));
}
