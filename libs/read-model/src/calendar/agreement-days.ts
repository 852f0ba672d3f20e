import {
  addDays,
  changeDays,
  governingTermOn,
  intentOn,
  LIVE,
  parseDuration,
  recorded,
  ReviewHeld,
  ReviewScheduled,
  statusOn,
  type AgreementLine,
  type Bounds,
  type Certainty,
  type Day,
  type DomainEvent,
  type Term,
} from '@entente/domain';
import { partiesInShort } from '../agreement/parties-in-short.js';
import { segments } from '../schema/segments.js';
import type { NewRow } from '../schema/table.js';
import type { CALENDAR_ENTRY, TACIT_TERM } from './table.js';

type Entry = Omit<NewRow<typeof CALENDAR_ENTRY>, 'agreement_id'>;

/** The days that the line of an agreement holds, but for those of terms that renew themselves. */
export function calendarRows(
  agreementId: string,
  line: AgreementLine,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof CALENDAR_ENTRY>[] {
  return [
    ...ends(line),
    ...noticeDeadlines(line),
    ...withdrawals(line),
    ...suspensionEnds(line),
    ...reviewsDue(facts),
    ...intentsExpected(line),
  ].map((entry) => ({ agreement_id: agreementId, ...entry }));
}

/** The last day before each expiry, and the first one after a termination; both by points, as the status is. */
function ends({ steps }: AgreementLine): readonly Entry[] {
  return steps.flatMap((step): readonly Entry[] => {
    const [decidedBy] = step.decidedBy;
    if (!decidedBy) return [];
    const of = { organization_id: null, event_id: decidedBy.id };
    if (step.status === 'EXPIRED')
      return [{ day: addDays(step.point, -1), kind: 'TERM_END', ...boundsOf(step, -1), ...of }];
    return step.status === 'TERMINATED'
      ? [{ day: step.point, kind: 'TERMINATION_EFFECT', ...boundsOf(step), ...of }]
      : [];
  });
}

/** The last day for a notice of each term with an end, where that term governs then and the agreement is live. */
function noticeDeadlines(line: AgreementLine): readonly Entry[] {
  return line.terms.flatMap((term): readonly Entry[] => {
    const { endsOn, noticeDays, tacit, setBy } = term;
    if (!endsOn || noticeDays === null || tacit) return [];
    const day = addDays(endsOn.latest ?? endsOn.point, -noticeDays);
    return isGoverning(line, term, day)
      ? [
          {
            day,
            kind: 'NOTICE_DEADLINE',
            ...boundsOf(endsOn, -noticeDays),
            organization_id: null,
            event_id: setBy.id,
          },
        ]
      : [];
  });
}

function isGoverning(line: AgreementLine, term: Term, day: Day): boolean {
  return governingTermOn(line.terms, day) === term && LIVE.includes(statusOn(line, day).status);
}

function withdrawals({ participations }: AgreementLine): readonly Entry[] {
  return partiesInShort(participations).left.flatMap(({ organizationId, left }): readonly Entry[] =>
    left?.role === 'WITHDRAWN'
      ? [
          {
            day: left.point,
            kind: 'WITHDRAWAL_EFFECT',
            ...boundsOf(left),
            organization_id: organizationId,
            event_id: left.event.id,
          },
        ]
      : [],
  );
}

/** The last day of each suspension after which the agreement goes on; of some parties, while it is live. */
function suspensionEnds(line: AgreementLine): readonly Entry[] {
  const ended = line.suspensions.flatMap(({ event, organizationIds, ended: end }): readonly Entry[] => {
    if (!end) return [];
    const day = addDays(end.date.point, -1);
    const statuses = [day, end.date.point].map((one) => statusOn(line, one).status);
    const shows =
      organizationIds.length > 0
        ? LIVE.includes(statuses[0] ?? 'DRAFT')
        : statuses.join() === 'SUSPENDED,IN_FORCE';
    return shows
      ? [
          {
            day,
            kind: 'SUSPENSION_END',
            ...boundsOf(end.date, -1),
            organization_id: null,
            event_id: event.id,
          },
        ]
      : [];
  });
  // Parties that are suspended by one act may be resumed by several: each day once.
  return ended.filter(
    (one, at) =>
      !ended.slice(0, at).some((other) => other.event_id === one.event_id && other.day === one.day),
  );
}

function reviewsDue(facts: readonly DomainEvent[]): readonly Entry[] {
  const held = new Set(recorded(facts, ReviewHeld).map(({ data }) => data.reviewId));
  return recorded(facts, ReviewScheduled)
    .filter(({ data }) => !held.has(data.reviewId))
    .map(({ id, data: { dueOn } }) => ({
      day: dueOn.point,
      kind: 'REVIEW_DUE',
      ...boundsOf(dueOn),
      organization_id: null,
      event_id: id,
    }));
}

/** The day by which an organisation was expected to join, where its intent is still open then. */
function intentsExpected({ intents }: AgreementLine): readonly Entry[] {
  return intents.flatMap((intent): readonly Entry[] => {
    const { expectedBy } = intent.event.data;
    return expectedBy !== undefined && intentOn(intent, expectedBy)?.state === 'OPEN'
      ? [
          {
            day: expectedBy,
            kind: 'INTENT_EXPECTED',
            ...boundsOf({ earliest: expectedBy, latest: expectedBy }),
            organization_id: intent.organizationId,
            event_id: intent.event.id,
          },
        ]
      : [];
  });
}

/** The terms that renew themselves, on the days on which they govern and the agreement is live. */
export function tacitTermRows(
  agreementId: string,
  line: AgreementLine,
): readonly NewRow<typeof TACIT_TERM>[] {
  if (!line.terms.some(({ tacit }) => tacit)) return [];
  return segments(changeDays(line), (day) => {
    const term = governingTermOn(line.terms, day);
    const period = term?.tacit && parseDuration(term.tacit.period);
    if (!term?.endsOn || !term.tacit || !period || !isGoverning(line, term, day)) return null;
    const { point, earliest, latest } = term.endsOn;
    return {
      agreement_id: agreementId,
      event_id: term.setBy.id,
      first_end: point,
      first_earliest: earliest,
      first_latest: latest,
      months: period.years * 12 + period.months,
      days: period.days,
      times: term.tacit.times ?? null,
      notice_days: term.noticeDays,
    };
  });
}

/** Between which days something falls that moves with a date, so many days after it or before. */
function boundsOf(
  { earliest, latest }: Pick<Bounds, 'earliest' | 'latest'>,
  days = 0,
): Pick<Entry, 'certainty' | 'earliest' | 'latest'> {
  const certainty: Certainty = earliest !== null && earliest === latest ? 'CERTAIN' : 'POSSIBLE';
  const moved = (bound: Day | null) => bound && addDays(bound, days);
  return { certainty, earliest: moved(earliest), latest: moved(latest) };
}
