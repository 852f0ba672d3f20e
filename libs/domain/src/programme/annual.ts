import { refuse, type Refusal } from '../rules/decision.js';

/** What a programme or a review of a year is about: a year of the programme, or of one of its committees. */
export interface AnnualOf {
  readonly year: string;
  readonly committeeId?: string;
}

/** Whether two are about the same year of the same committee, or of the whole programme. */
export function isSameAnnual(one: AnnualOf, other: AnnualOf): boolean {
  return one.year === other.year && one.committeeId === other.committeeId;
}

/** Refuses a second one among those of the same kind. */
export function annualFiled(asked: AnnualOf, others: readonly AnnualOf[]): Refusal | null {
  return others.some((other) => isSameAnnual(asked, other))
    ? refuse('ANNUAL_ALREADY_FILED', 'year', { year: asked.year })
    : null;
}

/** Refuses what is no year: `2008`, or `2008-2009` for one that begins in the one and ends in the other. */
export function yearInvalid({ year }: AnnualOf): Refusal | null {
  const [, from, to] = /^(\d{4})(?:-(\d{4}))?$/.exec(year) ?? [];
  const isYear = from !== undefined && (to === undefined || Number(to) === Number(from) + 1);
  return isYear ? null : refuse('PERIOD_INVALID', 'year', { problem: 'NOT_A_YEAR', year });
}
