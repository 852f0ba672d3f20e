import { Button } from '@mantine/core';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { changedAnswers, forgetUnseen } from '../asking/changed-answers.js';
import { useLedgerMoved } from '../events/use-ledger-moved.js';
import { useWords } from '../words/index.js';

/** Facts that come together are looked at together, and while many are recorded no page is asked for again and again. */
const TOGETHER_MS = 2_000;
const BETWEEN_MS = 15_000;

/** Says that facts which were recorded since change what the page shows. Nothing moves until the button is pressed. */
export default function NewFacts() {
  const { t } = useWords('frame');
  const client = useQueryClient();
  const moved = useLedgerMoved();
  const [changed, setChanged] = useState<readonly QueryKey[]>([]);
  const { href } = useLocation();
  // Another page is asked for anew.
  useEffect(() => setChanged([]), [href]);
  // From the first fact that comes: who waited for the last one would never look while many record.
  const looking = useRef({ soon: false, last: -BETWEEN_MS });
  useEffect(() => {
    const { current } = looking;
    if (moved === null || current.soon) return;
    current.soon = true;
    setTimeout(
      () => {
        looking.current = { soon: false, last: performance.now() };
        forgetUnseen(client);
        // A window that nobody sees is asked for again when somebody does.
        if (document.visibilityState === 'visible') void changedAnswers(client).then(setChanged);
      },
      Math.max(TOGETHER_MS, current.last + BETWEEN_MS - performance.now()),
    );
  }, [moved, client]);
  const update = () => {
    for (const queryKey of changed) void client.invalidateQueries({ queryKey, exact: true });
    setChanged([]);
    // The button goes away.
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  };
  return (
    <div role="status" className="new-facts-here no-print">
      {changed.length > 0 && (
        <Button size="compact-sm" onClick={update}>
          {t('newFactsHere')}
        </Button>
      )}
    </div>
  );
}
