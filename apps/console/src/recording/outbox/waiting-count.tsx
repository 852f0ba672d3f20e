import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWords } from '../../words/index.js';
import { useKept } from '../drafts/draft-store.js';
import type { Envoi } from './envoi.js';
import { useOwner, useSending } from './use-outbox.js';

/** How many facts are on their way to the ledger; nothing where there are none. Leaving the console then asks first. */
export function WaitingCount() {
  const { t } = useWords('frame');
  const owner = useOwner();
  useSending();
  const waiting = useKept<Envoi>(owner, 'envoi').filter(({ state }) => state === 'WAITING').length;
  useEffect(() => {
    if (waiting === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [waiting]);
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
