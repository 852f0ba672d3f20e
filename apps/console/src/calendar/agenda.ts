import type { Day } from '@entente/domain';
import { firstOfMonth } from '../days/months.js';

/** What an entry of the calendar tells of its day. */
export interface Entry {
  readonly day: Day;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
  /** The content of the event from which the day follows. */
  readonly data: unknown;
}

/** From which day to which. */
export interface Range {
  readonly edtf: string;
  readonly point: Day;
  readonly earliest: Day | null;
  readonly latest: Day | null;
}

/** The days between which an uncertain one falls, where the event says them of this very day; else null. */
export function rangeOf({ day, certainty, data }: Entry): Range | null {
  if (certainty === 'CERTAIN' || typeof data !== 'object' || data === null) return null;
  const dates = Object.values(data).filter(isRange);
  return dates.find(({ point, earliest, latest }) => point === day && earliest !== latest) ?? null;
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'edtf' in value && 'point' in value;
}

/** A month of the agenda, by its first day, and what falls in it. */
export interface Month<E> {
  readonly first: Day;
  readonly entries: readonly E[];
}

/** Entries by the months of their days, in the order that they have. */
export function monthsOf<E extends { readonly day: Day }>(entries: readonly E[]): readonly Month<E>[] {
  return [...Map.groupBy(entries, ({ day }) => firstOfMonth(day))].map(([first, of]) => ({
    first,
    entries: of,
  }));
}
