import type { Day, UncertainDate } from '@entente/domain';
import type { AsOf } from '@entente/read-model';

/** A date, and where the note on it may be sealed. */
export interface DatedNode extends UncertainDate {
  readonly noteOf: {
    readonly eventId: string;
    readonly pointers: readonly string[];
    /** The dates of the answer: a correction may have changed the note by then; absent: as it was recorded. */
    readonly asOf?: AsOf;
  } | null;
}

/** A date within an event's data, by the member that holds it. */
export function dateOfData(
  date: UncertainDate | null | undefined,
  eventId: string,
  member: string,
  asOf: AsOf,
): DatedNode | null {
  return date ? { ...date, noteOf: { eventId, pointers: [`/data/${member}/note`], asOf } } : null;
}

/** What was listed by its point is certain once its latest day has come. */
export function certaintyOn(date: UncertainDate, validOn: Day): 'CERTAIN' | 'POSSIBLE' {
  return date.latest !== null && date.latest <= validOn ? 'CERTAIN' : 'POSSIBLE';
}

/** The date on which an event took effect. */
export function effectiveDate(date: UncertainDate, eventId: string, asOf?: AsOf): DatedNode {
  return { ...date, noteOf: { eventId, pointers: ['/effective/note'], ...(asOf && { asOf }) } };
}
