import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ComponentType } from 'react';
import type { Draft } from '../recording/drafts/draft.js';
import { useKept } from '../recording/drafts/draft-store.js';
import type { Sending } from '../recording/outbox/sending.js';
import { useOwner } from '../recording/outbox/use-outbox.js';
import { Section } from '../showing/section.js';
import { useWords } from '../words/index.js';
import type { LeftProps } from './left-props.js';

/** What was begun and left on this computer: drafts, and what the ledger refused. Nothing where there is neither. */
export function Resume() {
  const { t } = useWords('desk');
  const owner = useOwner();
  const drafts = useKept<Draft>(owner, 'draft');
  const refused = useKept<Sending>(owner, 'sending').filter(
    ({ state, draft }) => state === 'REFUSED' && draft !== undefined,
  );
  const again = new Set(refused.map(({ draft }) => draft?.id));
  // One that was refused is a draft again: it is shown once.
  const others = drafts.filter(({ id }) => !again.has(id)).toSorted((a, b) => b.touchedAt - a.touchedAt);
  const count = others.length + refused.length;
  const Left = useLeft(count > 0);
  if (count === 0 || !Left) return null;
  return (
    <Section
      title={t('resume', { count })}
      id="resume"
      action={
        <Link to="/outbox" search={{}}>
          {t('outbox')}
        </Link>
      }
    >
      <Left drafts={others} refused={refused} />
    </Section>
  );
}

/** The names of what can be recorded are many: they come only where something was left. */
function useLeft(wanted: boolean): ComponentType<LeftProps> | undefined {
  const [{ Left }, setLeft] = useState<{ readonly Left?: ComponentType<LeftProps> }>({});
  useEffect(() => {
    if (wanted) void import('./left.js').then(({ Left: Loaded }) => setLeft({ Left: Loaded }));
  }, [wanted]);
  return Left;
}
