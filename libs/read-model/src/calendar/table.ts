import type { Certainty } from '@entente/domain';
import { day, int, orNull, table, text, timelessTable, uuid } from '../schema/table.js';

/** What falls on a day of the calendar. */
export type CalendarKind =
  | 'TERM_END'
  | 'NOTICE_DEADLINE'
  | 'TACIT_RENEWAL'
  | 'WITHDRAWAL_EFFECT'
  | 'TERMINATION_EFFECT'
  | 'SUSPENSION_END'
  | 'REVIEW_DUE'
  | 'INTENT_EXPECTED'
  | 'MANDATE_END';

/** A day that the line of an agreement holds. */
export const CALENDAR_ENTRY = timelessTable(
  'calendar_entry',
  {
    agreement_id: text(),
    day: day(),
    kind: text<CalendarKind>(),
    certainty: text<Certainty>(),
    /** The first and the last day on which it can fall; null where nothing bounds it. */
    earliest: orNull(day()),
    latest: orNull(day()),
    organization_id: orNull(text()),
    event_id: uuid(),
  },
  ['(day, kind, event_id)'],
);

/**
 * A term that renews itself, on the days on which it governs and the agreement is live: its periods have no number, so that
 * their days are reckoned when they are asked for.
 */
export const TACIT_TERM = table('tacit_term', {
  agreement_id: text(),
  event_id: uuid(),
  /** The last day of its first period. */
  first_end: day(),
  first_earliest: orNull(day()),
  first_latest: orNull(day()),
  /** How long a period is: months, then days. */
  months: int(),
  days: int(),
  /** How often it renews itself; null: without number. */
  times: orNull(int()),
  notice_days: orNull(int()),
});
