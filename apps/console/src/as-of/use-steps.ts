import { useEffect, useState } from 'react';
import { isKnown, useOffered, type Changes } from './changes.js';
import type { Dates } from './dates.js';
import { useChangesHere } from './steps.js';

/** Where a page steps to, once it is known; null until then, and where it cannot be. */
export function useSteps(dates: Dates): Changes | null {
  const offered = useOffered();
  const here = useChangesHere(dates);
  const [found, setFound] = useState<{ readonly changes: Changes; readonly of: typeof offered }>();
  const { on, known, at } = dates;
  useEffect(() => {
    let left = false;
    void here().then(
      (changes) => left || setFound({ changes, of: offered }),
      () => undefined,
    );
    return () => {
      left = true;
    };
    // The dates are what it depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [offered, on, known, at]);
  if (isKnown(offered)) return offered;
  // What was found for another page is not of this one.
  return found?.of === offered ? found.changes : null;
}
