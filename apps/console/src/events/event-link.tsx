import { Link } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import type { Column } from '../showing/data-table.js';
import { useWords } from '../words/index.js';

interface Event {
  readonly id: string;
}

/** The way to the page of an event, for whoever reads the log. */
export function EventLink({ of: { id }, words }: { readonly of: Event; readonly words?: string }) {
  const { t } = useWords('events');
  if (!useReadsLog()) return null;
  return (
    <Link to="/events/$id" params={{ id }}>
      {words ?? t('open')}
    </Link>
  );
}

/** The column of a table that leads from each row to the event that says so; none for who does not read the log. */
export function useEventColumn<Row>(eventOf: (row: Row) => Event): readonly Column<Row>[] {
  const { t } = useWords('events');
  if (!useReadsLog()) return [];
  return [{ key: 'event', head: t('event'), cell: (row) => <EventLink of={eventOf(row)} /> }];
}
