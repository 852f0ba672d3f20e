import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSession } from '../session/viewer.js';
import { useShortcut } from '../frame/shortcut.js';
import { dayBeside, isKnown, momentBeside, useOffered, type Changes } from './changes.js';
import { useGo, type Dates } from './dates.js';

type Step = 1 | -1;

/** The moment after that of a page, or the one before, as dates have it; undefined where there is none. */
export function thenBeside(changes: Changes, step: Step, of: Dates): Pick<Dates, 'at'> | undefined {
  const beside = momentBeside(changes, step, of);
  // The last moment is all that the ledger knows.
  return beside && (beside === changes.moments.at(-1) ? {} : { at: beside.position });
}

/** Where a page steps to. What it does not know itself, the ledger is asked when it is wanted. */
export function useChangesHere(dates: Dates): () => Promise<Changes> {
  const client = useQueryClient();
  const offered = useOffered();
  return async () =>
    isKnown(offered) ? offered : (await import('./changes-asked.js')).askChanges(client, dates, offered);
}

/**
 * Keys that walk to where the answer of the page changes: `[` and `]` through the days, `{` and `}` through what was known. Each
 * goes on from where the key before it went, also where the page is not there yet.
 */
export function useStepKeys(dates: Dates): void {
  const { today } = useSession();
  const go = useGo();
  const offered = useOffered();
  const here = useChangesHere(dates);
  const reached = useRef(dates);
  const steps = useRef(Promise.resolve());
  const { on, known, at } = dates;
  useEffect(() => {
    reached.current = { on, known, at };
  }, [on, known, at]);
  const goBeside = (beside: (changes: Changes, from: Dates) => Dates | undefined) => {
    const step = async () => {
      const changes = await here();
      const then = beside(changes, reached.current);
      if (!then) return;
      reached.current = then;
      go(then);
    };
    steps.current = steps.current.then(step).catch(() => undefined);
  };
  const goToDay = (step: Step) =>
    goBeside(({ days }, from) => {
      const day = dayBeside(days, from.on ?? today, step);
      return day === undefined ? undefined : { ...from, on: day };
    });
  const goToMoment = (step: Step) =>
    goBeside((changes, from) => {
      const then = thenBeside(changes, step, from);
      return then && { ...then, on: from.on };
    });
  useShortcut('[', () => goToDay(-1), offered !== null);
  useShortcut(']', () => goToDay(1), offered !== null);
  useShortcut('{', () => goToMoment(-1));
  useShortcut('}', () => goToMoment(1));
}
