import type { Day, Decimal, Money, UncertainDate } from '@entente/domain';
import { day, int, json, orNull, table, text, timelessTable, uuid, yes } from '../schema/table.js';

/** What stood in an envelope from a day on. The least of all days to come is asked, so that a fact opens few rows. */
export const ENVELOPE = table(
  'envelope',
  {
    envelope_id: text(),
    fund: text(),
    region: text(),
    region_class: orNull(text()),
    programme_id: orNull(text()),
    currency: text(),
    allotted: text<Decimal>(),
    committed: text<Decimal>(),
    released: text<Decimal>(),
    available: text<Decimal>(),
    /** False before its first fact: it is known then, and in no list of the day. */
    begun: yes(),
  },
  ['(envelope_id)'],
);

/** A commitment of an envelope, and what has gone back of it so far from each day on. */
export const COMMITMENT = timelessTable('commitment', {
  envelope_id: text(),
  event_id: uuid(),
  place: int(),
  commitment_id: text(),
  project_id: orNull(text()),
  amount: json<Money>(),
  committed_day: day(),
  committed: json<UncertainDate>(),
  releases: json<readonly { readonly day: Day; readonly soFar: Decimal }[]>(),
});
