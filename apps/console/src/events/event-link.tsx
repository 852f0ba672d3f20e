import { Link } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import { useWords } from '../words/index.js';

/** The way to the page of an event, for whoever reads the log. */
export function EventLink({ of: { id } }: { readonly of: { readonly id: string } }) {
  const { t } = useWords('events');
  if (!useReadsLog()) return null;
  return (
    <Link to="/events/$id" params={{ id }}>
      {t('open')}
    </Link>
  );
}
