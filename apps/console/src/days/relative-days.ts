import { addDays, type Day } from '@entente/domain';
import type { DateEntry } from './date-entry.js';

/** Days that a source names from its own: each with the basis on which it is then known. */
export function relativeTo(sourceDay: Day): readonly {
  readonly name: 'sameDay' | 'orBefore' | 'dayBefore' | 'sameMonth';
  readonly entry: DateEntry;
}[] {
  return [
    { name: 'orBefore', entry: { typed: `[..${sourceDay}]`, basis: 'INFERRED' } },
    { name: 'sameDay', entry: { typed: sourceDay, basis: 'STATED' } },
    { name: 'dayBefore', entry: { typed: addDays(sourceDay, -1), basis: 'COMPUTED' } },
    { name: 'sameMonth', entry: { typed: sourceDay.substring(0, 7), basis: 'INFERRED' } },
  ];
}
