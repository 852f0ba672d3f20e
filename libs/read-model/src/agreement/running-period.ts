import { addDays, ENDED, periodOn, type Day } from '@entente/domain';
import type { StatusRow } from './queries.js';
import type { TermContent } from './table.js';

/** The day asked, or the last one before the agreement ended: no period of a term begins after that. */
export function lastLiveDay(status: StatusRow | null, validOn: Day): Day {
  return status?.since && ENDED.includes(status.status) ? addDays(status.since.point, -1) : validOn;
}

/** The period of a term on the last day, up to one on which its agreement lived, on which it held; null before its first. */
export function runningPeriod(term: TermContent, lastDay: Day): ReturnType<typeof periodOn> {
  return periodOn(term, term.to !== null && term.to <= lastDay ? addDays(term.to, -1) : lastDay);
}
