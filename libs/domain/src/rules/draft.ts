import type { ActDates } from './act.js';
import type { Confidential, DraftEvent } from './decision.js';

/** An event with the dates of its act; the notes of these dates come before its own confidential parts. */
export function draftEvent<T extends string, D>(
  type: T,
  dates: Pick<ActDates, 'occurred' | 'effective' | 'confidential'>,
  data: D,
  confidential: readonly Confidential[] = [],
): DraftEvent<T, D> {
  const { occurred, effective } = dates;
  return { type, occurred, effective, data, confidential: [...dates.confidential, ...confidential] };
}
