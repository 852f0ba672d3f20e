import type { Day } from '../../time/day.js';
import type { AgreementLine } from './line.js';

/** Each day on which an answer about the status or the term may change, in order, without repetition. */
export function changeDays({ registration, steps, terms }: AgreementLine): readonly Day[] {
  const days = [
    registration?.effective.point,
    ...steps.flatMap(({ earliest, latest, point }) => [earliest, latest, point]),
    ...terms.flatMap(({ from, governsFrom }) => [from, governsFrom]),
  ];
  return [...new Set(days.filter((day): day is Day => day !== null && day !== undefined))].toSorted();
}
