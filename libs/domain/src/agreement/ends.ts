import type { Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import { endTooFar, type UncertainDate } from '../time/uncertain-date.js';
import { governingTermOn, periodOn } from './line/index.js';
import { lineOf, lineWith, notLetIn, type ActFact } from './on-the-line.js';

/** Rules of the facts that set an end or move one. */

/** The end that governs on a day; of a tacit term, that of the period that runs. Null where there is none. */
export function endInEffect(events: readonly PastEvent[], day: Day): UncertainDate | null {
  const term = governingTermOn(lineOf(events).terms, day);
  return (term && periodOn(term, day)?.endsOn) ?? null;
}

/** Refuses an end so far ahead that it stands for "no end"; `hint` is how that is said instead. */
export function standsForNone(
  end: UncertainDate | Day | undefined,
  today: Day,
  { field, hint }: { readonly field: string; readonly hint: string },
): Refusal | null {
  return end !== undefined && endTooFar(end, today)
    ? refuse('VALIDATION_FAILED', field, { problem: 'END_TOO_FAR', hint })
    : null;
}

/** The dates of a term, as an act gives them. */
interface Given {
  readonly occurred: UncertainDate;
  readonly startsOn?: UncertainDate | undefined;
  readonly end: UncertainDate | null;
  /** The end that it moves, where it has to be later than that one. */
  readonly after?: UncertainDate | null;
}

/** Refuses an end that can only be before the start or before the act that sets it, or that is not after the one it moves. */
export function endInvalid({ occurred, startsOn, end, after }: Given, field: string): Refusal | null {
  if (!end) return null;
  const begins = [startsOn?.earliest ?? null, occurred.earliest].filter((day) => day !== null);
  const impossible = end.latest !== null && begins.some((day) => (end.latest ?? day) < day);
  if (impossible || (startsOn && end.point < startsOn.point))
    return refuse('TERM_INVALID', field, { start: (startsOn ?? occurred).edtf, end: end.edtf });
  return after && end.point <= after.point
    ? refuse('TERM_INVALID', field, { start: after.edtf, end: end.edtf })
    : null;
}

/** An end that cannot be is the act's own fault, whatever the line says of the act. */
export function notLetInUnlessInvalid<F extends ActFact>(
  asked: Asked<F>,
  invalid: (asked: Asked<F>) => Refusal | null,
): Refusal | null {
  const refused = notLetIn(asked);
  return refused && (invalid(asked) ?? refused);
}

/** Another act on the line moves the end after this one: this end will not hold (POLICY). */
export function overtaken<F extends Fact>(asked: Asked<F>, field = 'endsOn'): Refusal | null {
  const { line, actId } = lineWith(asked);
  const last = line.terms.at(-1);
  if (!last || last.setBy.id === actId || !line.terms.some(({ setBy }) => setBy.id === actId)) return null;
  return asked.policies.check('TERM_OVERTAKEN', field, {
    eventId: last.setBy.id,
    startsOn: last.startsOn?.edtf ?? last.from,
    endsOn: last.endsOn?.edtf ?? null,
  });
}
