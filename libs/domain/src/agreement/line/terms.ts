import type { Day } from '../../time/day.js';
import { toDayNumber, fromDayNumber } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import { endSetBy, firstEnd, NO_END, periodEnd, type End } from './end.js';
import type { FittedLine, Fitted } from './bounds.js';
import type { ActEvent } from './lifecycle.js';
import type { LineEventOf, Tacit } from './line-event.js';

/** What made a term, or moved its end. */
export type TermKind = 'SET' | 'EXTENSION' | 'RENEWAL' | 'NON_RENEWAL' | 'REINSTATEMENT';

/** A term of an agreement: what one act set, with what goes on from the term before it. */
export interface Term {
  readonly setBy: ActEvent;
  readonly kind: TermKind;
  /** It follows the term before it as a renewal does, whichever act says so. */
  readonly renews: boolean;
  readonly startsOn: UncertainDate | null;
  /** The last day in force, stated or derived; of a tacit term, that of its first period. */
  readonly endsOn: UncertainDate | null;
  readonly duration: string | null;
  readonly renewal: string | null;
  readonly noticeDays: number | null;
  /** Until the parties end it. */
  readonly openEnded: boolean;
  readonly tacit: Tacit | null;
  /** The day from which it is the term, by points; null: from the beginning. */
  readonly from: Day | null;
  /** The day from which its end governs, by points; null: from the beginning. */
  readonly governsFrom: Day | null;
}

/** Every term of the line, in the order of the fold. */
export function termsOf(first: LineEventOf<'AgreementTermSet'> | null, line: FittedLine): readonly Term[] {
  const terms: Term[] = [];
  let end: End = NO_END;
  if (first) {
    end = endSetBy(first, NO_END);
    terms.push({ ...contentOf(first, null, end, line.entry), from: null, governsFrom: null });
  }
  for (const stretch of line.stretches)
    for (const moved of [...(stretch.begin ? [stretch.begin] : []), ...stretch.moves]) {
      const before = terms.at(-1) ?? null;
      end = endSetBy(moved.act.event, end);
      terms.push({ ...contentOf(moved.act.event, before, end, line.entry), ...daysOf(moved, before) });
    }
  return terms;
}

function contentOf(
  event: ActEvent,
  before: Term | null,
  end: End,
  entry: UncertainDate | null,
): Omit<Term, 'from' | 'governsFrom'> {
  const endsOn = firstEnd(end, entry);
  const given = event.type === 'AgreementTermSet' || event.type === 'AgreementRenewed' ? event.data : {};
  const goesOn = event.type === 'AgreementTermSet' ? null : before;
  return {
    setBy: event,
    kind: kindOf(event),
    renews: event.type === 'AgreementRenewed' || follows(event, before),
    startsOn: given.startsOn ?? (event.type === 'AgreementExtended' ? (before?.startsOn ?? null) : null),
    endsOn,
    duration: given.duration ?? null,
    renewal: given.renewal ?? goesOn?.renewal ?? null,
    noticeDays: given.noticeDays ?? goesOn?.noticeDays ?? null,
    openEnded: given.openEnded ?? false,
    tacit: end.tacit,
  };
}

function kindOf({ type }: ActEvent): TermKind {
  switch (type) {
    case 'AgreementExtended':
      return 'EXTENSION';
    case 'AgreementRenewed':
      return 'RENEWAL';
    case 'AgreementNonRenewalNotified':
      return 'NON_RENEWAL';
    case 'AgreementReinstated':
      return 'REINSTATEMENT';
    default:
      return 'SET';
  }
}

/** Whether a term begins after the end of the one before it: it is a renewal under another name. */
function follows(event: ActEvent, before: Term | null): boolean {
  const last = before?.endsOn?.latest ?? null;
  const starts = event.type === 'AgreementTermSet' ? (event.data.startsOn?.earliest ?? null) : null;
  return last !== null && starts !== null && starts > last;
}

/** From when a term that moves the end holds, and governs. */
function daysOf({ act, range }: Fitted, before: Term | null): Pick<Term, 'from' | 'governsFrom'> {
  // Nobody knows when the end was moved: it is as if it had always stood where it stands.
  if (act.event.effective.earliest === null && act.row.part !== 'RETURN')
    return {
      from: notBeforeStart(act.event, before?.from ?? null),
      governsFrom: before?.governsFrom ?? null,
    };
  const day = fromDayNumber(range.p);
  const changes = act.event.type === 'AgreementExtended' || act.event.type === 'AgreementNonRenewalNotified';
  const from = changes ? laterDay(day, before?.from ?? null) : notBeforeStart(act.event, day);
  return { from, governsFrom: day };
}

/** A term that says when it begins is not the term before that day. */
function notBeforeStart(event: ActEvent, from: Day | null): Day | null {
  const starts = 'startsOn' in event.data ? event.data.startsOn?.point : undefined;
  return starts === undefined ? from : laterDay(starts, from);
}

function laterDay(a: Day, b: Day | null): Day {
  return b !== null && toDayNumber(b) > toDayNumber(a) ? b : a;
}

/** The term on a day by points; null when there is none. */
export function termOn(terms: readonly Term[], day: Day): Term | null {
  return terms.findLast(({ from }) => from === null || from <= day) ?? null;
}

/** The term whose end governs on a day: what flags, lists by end date and notices look at. */
export function governingTermOn(terms: readonly Term[], day: Day): Term | null {
  return terms.findLast(({ governsFrom }) => governsFrom === null || governsFrom <= day) ?? null;
}

/** No term is reckoned beyond the last year that a date can be written in. */
const LAST_YEAR = '9999';

/**
 * The period of a term in which a day lies, from 0, and the last day of that period; a term that does not renew itself has
 * but the first. Null for a term without an end.
 */
export function periodOn(
  { tacit, endsOn }: Pick<Term, 'tacit' | 'endsOn'>,
  day: Day,
): { readonly number: number; readonly endsOn: UncertainDate } | null {
  if (!endsOn) return null;
  if (!tacit) return { number: 0, endsOn };
  for (let number = 0; ; number += 1) {
    const end = periodEnd(endsOn, tacit.period, number);
    if (end.point >= day || number === tacit.times || end.point >= LAST_YEAR) return { number, endsOn: end };
  }
}

/** The last day after which an agreement of this term expires; null where nothing makes it expire. */
export function expiringEndOf({ endsOn, tacit }: Term): UncertainDate | null {
  if (!endsOn || !tacit) return endsOn;
  return tacit.times === undefined ? null : periodEnd(endsOn, tacit.period, tacit.times);
}
