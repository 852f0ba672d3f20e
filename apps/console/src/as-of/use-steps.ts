import { useEffect, useState } from 'react';
import { useChanges, type Changes } from './changes.js';
import type { Dates } from './dates.js';
import { useChangesHere } from './steps.js';

/** Where a page steps to, once it is known; null until then, and where it cannot be. */
export function useSteps(dates: Dates): Changes | null {
  const offered = useChanges();
  const here = useChangesHere(dates);
  const [found, setFound] = useState<Changes | null>(null);
  const { known, at } = dates;
  useEffect(() => {
    let left = false;
    void here().then(
      (changes) => left || setFound(changes),
      () => undefined,
    );
    return () => {
      left = true;
    };
    // The dates are what it depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [offered, known, at]);
  return offered ?? found;
}
