import { dateIn, textIn, type Json, type LoggedDate, type LoggedEvent } from './facts.js';
import { begins, type Act } from './line/acts.js';
import { firstEndOf, lastDayOf, type End, type Tacit } from './line/ends.js';
import type { Line } from './line/line.js';
import { dayOf, numberOf } from './line/window.js';

/** A term of an agreement: what one act set, with what goes on from the term before it. */
export interface Term {
  readonly setBy: LoggedEvent;
  readonly kind: string;
  readonly renews: boolean;
  readonly startsOn: LoggedDate | null;
  readonly endsOn: LoggedDate | null;
  readonly duration: string | null;
  readonly renewal: string | null;
  readonly noticeDays: number | null;
  readonly openEnded: boolean;
  readonly tacit: Tacit | null;
  /** The last day in force by it. */
  readonly lastDay: LoggedDate | null;
  /** The day from which it is the term, and that from which its end governs; infinitely far back: from the beginning. */
  readonly from: number;
  readonly governsFrom: number;
}

const KINDS: Readonly<Record<string, string>> = {
  AgreementExtended: 'EXTENSION',
  AgreementRenewed: 'RENEWAL',
  AgreementNonRenewalNotified: 'NON_RENEWAL',
  AgreementReinstated: 'REINSTATEMENT',
};

/** Every term of a line, in the order in which its acts are taken (docs/semantics.md, "Terms"). */
export function termsOf({ firstTerm, stretches, fitted }: Line): readonly Term[] {
  const terms: Term[] = [];
  const add = (fact: LoggedEvent, end: End, days: Pick<Term, 'from' | 'governsFrom'>): void => {
    terms.push({ ...contentOf(fact, terms.at(-1) ?? null, { end, entry: fitted.entryDate }), ...days });
  };
  const [first] = stretches;
  if (firstTerm && first)
    add(firstTerm, first.moves[0]?.before ?? first.end, { from: -Infinity, governsFrom: -Infinity });
  for (const { begin, moves, end } of stretches) {
    const point = (act: Act) => fitted.of(act).point;
    if (begin) add(begin.fact, moves[0]?.before ?? end, daysOf(begin, point(begin), terms.at(-1)));
    for (const { act, after } of moves) add(act.fact, after, daysOf(act, point(act), terms.at(-1)));
  }
  return terms;
}

function contentOf(
  fact: LoggedEvent,
  before: Term | null,
  { end, entry }: { readonly end: End; readonly entry: LoggedDate | null },
): Omit<Term, 'from' | 'governsFrom'> {
  const isSet = fact.type === 'AgreementTermSet';
  const startsOn = dateIn(fact, 'startsOn');
  const goesOn = isSet ? null : before;
  const given = isSet || fact.type === 'AgreementRenewed' ? fact : null;
  const noticeDays = given?.data['noticeDays'];
  return {
    setBy: fact,
    kind: KINDS[fact.type] ?? 'SET',
    renews: fact.type === 'AgreementRenewed' || (isSet && follows(startsOn, before)),
    startsOn: given ? startsOn : fact.type === 'AgreementExtended' ? (before?.startsOn ?? null) : null,
    endsOn: firstEndOf(end, entry),
    duration: given && textIn(given, 'duration'),
    renewal: (given && textIn(given, 'renewal')) ?? goesOn?.renewal ?? null,
    noticeDays: typeof noticeDays === 'number' ? noticeDays : (goesOn?.noticeDays ?? null),
    openEnded: given?.data['openEnded'] === true,
    tacit: end.tacit,
    lastDay: lastDayOf(end, entry),
  };
}

/** Whether a term begins after the end of the one before it, as a renewal does. */
function follows(startsOn: LoggedDate | null, before: Term | null): boolean {
  const last = before?.endsOn?.latest ?? null;
  return last !== null && startsOn !== null && startsOn.earliest !== null && startsOn.earliest > last;
}

/** From when it is the term, and from when its end governs. */
function daysOf(act: Act, point: number, before: Term | undefined): Pick<Term, 'from' | 'governsFrom'> {
  const { fact } = act;
  const starts = dateIn(fact, 'startsOn');
  const start = starts ? numberOf(starts.point) : -Infinity;
  const beforeFrom = before?.from ?? -Infinity;
  // Nobody knows when the end was moved: it is as if it had always stood where it stands.
  if (fact.effective.earliest === null && !begins(act))
    return { from: Math.max(beforeFrom, start), governsFrom: before?.governsFrom ?? -Infinity };
  const changes = fact.type === 'AgreementExtended' || fact.type === 'AgreementNonRenewalNotified';
  return { from: Math.max(point, changes ? beforeFrom : start), governsFrom: point };
}

/** The term on a day. */
export function termOn(terms: readonly Term[], day: number): Term | null {
  return terms.findLast(({ from }) => from <= day) ?? null;
}

/** The term whose end governs on a day. */
export function governingOn(terms: readonly Term[], day: number): Term | null {
  return terms.findLast(({ governsFrom }) => governsFrom <= day) ?? null;
}

/** A term as the read model writes it. */
export function termContent(terms: readonly Term[], term: Term): Json {
  const { setBy, lastDay: _last, governsFrom: _governs, from, ...content } = term;
  const next = terms[terms.indexOf(term) + 1];
  const days = { from: dayOf(from), to: next ? dayOf(next.from) : null };
  return { ...content, setBy: setBy.id, ...days } as unknown as Json;
}
