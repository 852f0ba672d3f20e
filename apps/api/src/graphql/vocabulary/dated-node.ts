import type { Day, UncertainDate } from '@entente/domain';

/** A date, and where the note on it may be sealed. */
export interface DatedNode extends UncertainDate {
  readonly noteOf: { readonly eventId: string; readonly pointers: readonly string[] } | null;
}

/** A date within an event's data, by the member that holds it. */
export function dateOfData(
  date: UncertainDate | null | undefined,
  eventId: string,
  member: string,
): DatedNode | null {
  return date ? { ...date, noteOf: { eventId, pointers: [`/data/${member}/note`] } } : null;
}

/** What was listed by its point is certain once its latest day has come. */
export function certaintyOn(date: UncertainDate, validOn: Day): 'CERTAIN' | 'POSSIBLE' {
  return date.latest !== null && date.latest <= validOn ? 'CERTAIN' : 'POSSIBLE';
}

/** The date on which an event took effect. */
export function effectiveDate(date: UncertainDate, eventId: string): DatedNode {
  return { ...date, noteOf: { eventId, pointers: ['/effective/note'] } };
}
