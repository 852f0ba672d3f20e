import type { Day } from '@entente/domain';
import { readDay } from '../days/read-day.js';

/** The days that the fields of a filter say: nothing for an empty one; those that say no day are wrong. */
export function daysTyped<Name extends string>(
  typed: Readonly<Record<Name, string>>,
): { readonly days: Readonly<Record<Name, Day | undefined>>; readonly wrong: readonly Name[] } {
  const read = (Object.entries(typed) as [Name, string][]).map(
    ([name, text]) => [name, text.trim() === '' ? undefined : readDay(text)] as const,
  );
  return {
    days: Object.fromEntries(read.map(([name, day]) => [name, day ?? undefined])) as Record<
      Name,
      Day | undefined
    >,
    wrong: read.filter(([, day]) => day === null).map(([name]) => name),
  };
}
