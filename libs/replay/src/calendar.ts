import { dateIn, ofType, textIn, type Json, type LoggedDate, type LoggedEvent } from './facts.js';
import { intentOn, type Intent } from './intents.js';
import { LIVE } from './line/acts.js';
import { dayOf, numberOf, onDay, windowOf, type Window } from './line/window.js';
import { parsedDuration } from './days.js';
import type { Replaying } from './of-the-line.js';
import { statusBy } from './parties.js';
import { always, cutAt, type Statement } from './statement.js';
import { daysOf } from './statuses.js';
import { governingOn, type Term } from './terms.js';

/** The days that an agreement's line holds (docs/semantics.md, "Reading"). */
export function calendarStatements(read: Replaying, intents: readonly Intent[]): readonly Statement[] {
  return [
    ...ends(read),
    ...noticeDeadlines(read),
    ...withdrawals(read),
    ...suspensionEnds(read),
    ...reviewsDue(read),
    ...intentsExpected(intents),
    ...tacitTerms(read),
  ];
}

interface Entry {
  readonly day: number;
  readonly kind: string;
  readonly bounds: Pick<Window, 'earliest' | 'latest'>;
  readonly fact: LoggedEvent;
  readonly organizationId?: string;
}

function entry({ day, kind, bounds: { earliest, latest }, fact, organizationId }: Entry): Statement {
  const isSure = Number.isFinite(earliest) && earliest === latest;
  return always('calendar_entry', fact, {
    day: dayOf(day),
    kind,
    certainty: isSure ? 'CERTAIN' : 'POSSIBLE',
    earliest: dayOf(earliest),
    latest: dayOf(latest),
    organization_id: organizationId ?? null,
    event_id: fact.id,
  });
}

const before = ({ earliest, latest }: Window, days: number) => ({
  earliest: earliest - days,
  latest: latest - days,
});

/** The last day before each expiry, and the first one after a termination. */
function ends({ line }: Replaying): readonly Statement[] {
  return line.steps.flatMap((step): readonly Statement[] => {
    const [fact] = step.decidedBy;
    if (!fact) return [];
    if (step.status === 'EXPIRED')
      return [entry({ day: step.point - 1, kind: 'TERM_END', bounds: before(step, 1), fact })];
    return step.status === 'TERMINATED'
      ? [entry({ day: step.point, kind: 'TERMINATION_EFFECT', bounds: step, fact })]
      : [];
  });
}

/** The last day for a notice of each term with an end, where that term governs then and the agreement is live. */
function noticeDeadlines(read: Replaying): readonly Statement[] {
  return read.terms.flatMap((term) => {
    const { endsOn, noticeDays, tacit, setBy } = term;
    if (!endsOn || noticeDays === null || tacit) return [];
    const day = numberOf(endsOn.latest ?? endsOn.point) - noticeDays;
    if (!governs(read, term, day)) return [];
    return [
      entry({ day, kind: 'NOTICE_DEADLINE', bounds: before(windowOf(endsOn), noticeDays), fact: setBy }),
    ];
  });
}

function governs({ line, terms }: Replaying, term: Term, day: number): boolean {
  return governingOn(terms, day) === term && LIVE.includes(statusBy(line, day));
}

function withdrawals({ parties }: Replaying): readonly Statement[] {
  return parties.flatMap(({ organizationId, left }) => {
    if (left?.fact.type !== 'PartnerWithdrawalNotified') return [];
    const { fact, window } = left;
    return [entry({ day: window.point, kind: 'WITHDRAWAL_EFFECT', bounds: window, fact, organizationId })];
  });
}

/** The last day of each suspension after which the agreement goes on; of some parties, while it is live. */
function suspensionEnds({ line, suspensions }: Replaying): readonly Statement[] {
  const seen = new Set<string>();
  return suspensions.flatMap(({ fact, organizationIds, ended }) => {
    if (!ended) return [];
    const window = windowOf(ended.date);
    const day = window.point - 1;
    const last = statusBy(line, day);
    const shows =
      organizationIds.length > 0
        ? LIVE.includes(last)
        : last === 'SUSPENDED' && statusBy(line, window.point) === 'IN_FORCE';
    const key = `${fact.id} ${day}`;
    if (!shows || seen.has(key)) return [];
    seen.add(key);
    return [entry({ day, kind: 'SUSPENSION_END', bounds: before(window, 1), fact })];
  });
}

function reviewsDue({ facts }: Replaying): readonly Statement[] {
  const held = ofType(facts, 'ReviewHeld').map((one) => textIn(one, 'reviewId'));
  return ofType(facts, 'ReviewScheduled').flatMap((fact) => {
    const due: LoggedDate | null = dateIn(fact, 'dueOn');
    if (!due || held.includes(textIn(fact, 'reviewId'))) return [];
    const window = windowOf(due);
    return [entry({ day: window.point, kind: 'REVIEW_DUE', bounds: window, fact })];
  });
}

function intentsExpected(intents: readonly Intent[]): readonly Statement[] {
  return intents.flatMap((intent) => {
    const { declared: fact, organizationId } = intent;
    const expectedBy = textIn(fact, 'expectedBy');
    if (expectedBy === null) return [];
    const day = numberOf(expectedBy);
    if (intentOn(intent, day)?.state !== 'OPEN') return [];
    return [entry({ day, kind: 'INTENT_EXPECTED', bounds: onDay(day), fact, organizationId })];
  });
}

/** Terms that renew themselves, on the days on which they govern and the agreement is live. */
function tacitTerms(read: Replaying): readonly Statement[] {
  if (!read.terms.some(({ tacit }) => tacit)) return [];
  return cutAt('tacit_term', daysOf(read, []), (day) => {
    const term = governingOn(read.terms, day);
    const period = term?.tacit ? parsedDuration(term.tacit.period) : null;
    if (!term?.tacit || !term.endsOn || !period || !governs(read, term, day)) return null;
    const { setBy, endsOn, tacit, noticeDays } = term;
    const values: Readonly<Record<string, Json>> = {
      event_id: setBy.id,
      first_end: endsOn.point,
      first_earliest: endsOn.earliest,
      first_latest: endsOn.latest,
      months: period.months,
      days: period.days,
      times: tacit.times ?? null,
      notice_days: noticeDays,
    };
    return { values, by: setBy.id };
  });
}
