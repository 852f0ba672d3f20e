import type { Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';
import { daysBetween, type Day } from '../time/day.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import { termOn } from './line/index.js';
import { lineOf } from './on-the-line.js';

/** The notice that the term of a day asks for, in days; null where none is known. */
export function noticeDaysOn(events: readonly PastEvent[], day: Day): number | null {
  return termOn(lineOf(events).terms, day)?.noticeDays ?? null;
}

/**
 * Asks for a reason where no placement within the bounds leaves the days of notice between the act and the day of its effect
 * (POLICY). An agreement that asks for no notice has no such rule.
 */
export function noticeTooShort<F extends Fact>(
  { events, draft, policies }: Asked<F>,
  effect: UncertainDate = draft.effective,
  field = 'effectiveOn',
): Refusal | null {
  const { occurred } = draft;
  const noticeDays = noticeDaysOn(events, occurred.point);
  if (noticeDays === null || effect.latest === null || occurred.earliest === null) return null;
  return daysBetween(occurred.earliest, effect.latest) < noticeDays
    ? policies.check('NOTICE_TOO_SHORT', field, { noticeDays, notified: occurred.edtf, effect: effect.edtf })
    : null;
}

/** Refuses an effect before the act that has it. */
export function effectBeforeAct<F extends Fact>({ draft }: Asked<F>): Refusal | null {
  const { occurred, effective } = draft;
  return effective.point < occurred.point
    ? refuse('TERM_INVALID', 'effectiveOn', { start: occurred.edtf, end: effective.edtf })
    : null;
}
