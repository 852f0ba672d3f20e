import { streamNamed, subjectsNamed } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
import type { EventTableRow } from './table.js';

/** What the table of events has beside an envelope, so that lists need not look into it. */
export type FoundBy = Pick<EventTableRow, 'occurred_day' | 'happened_by' | 'about' | 'overridden'>;

/** What an event is found by in lists of the log. */
export function foundByOf({ type, stream, occurred, data, provenance, overrides }: Envelope): FoundBy {
  const named = subjectsNamed({ type, stream, data }).map(({ kind, id }) => streamNamed(kind, id));
  const cited = provenance.map(({ source }) => streamNamed('source', source));
  return {
    occurred_day: occurred.point,
    happened_by: occurred.latest ?? occurred.point,
    about: [...new Set([stream, ...named, ...cited])],
    overridden: overrides.length > 0,
  };
}
