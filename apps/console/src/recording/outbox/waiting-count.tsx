import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWords } from '../../words/index.js';
import { useStoreFails } from '../drafts/browser-store.js';
import type { Draft } from '../drafts/draft.js';
import { useKept } from '../drafts/draft-store.js';
import type { Sending } from './sending.js';
import { useOwner, useSending } from './use-outbox.js';

/** How many facts are on their way to the ledger; nothing where there are none. Leaving the console then asks first, and so it does where the browser keeps no drafts. */
export function WaitingCount() {
  const { t } = useWords('frame');
  const owner = useOwner();
  useSending();
  const keepsNothing = useStoreFails();
  const drafts = useKept<Draft>(owner, 'draft').length;
  const waiting = useKept<Sending>(owner, 'sending').filter(({ state }) => state === 'WAITING').length;
  useEffect(() => {
    if (waiting === 0 && !(keepsNothing && drafts > 0)) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [waiting, drafts, keepsNothing]);
  return (
    <span role="status" className="waiting-count">
      {waiting > 0 && (
        <Link to="/outbox" search={{}}>
          <span aria-hidden="true">↑ </span>
          {t('waitingToSend', { count: waiting })}
        </Link>
      )}
    </span>
  );
}
