import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../../rules/decision.js';
import { addDays, addDuration, daysBetween, parseDuration, type CalendarDuration } from '../../time/day.js';
import { derivedEnd, endTooFar, type UncertainDate } from '../../time/uncertain-date.js';
import { lineOf, lineWith, notLetIn, othersPassedOver } from '../on-the-line.js';
import { AgreementTermSet } from './agreement-term-set.js';

type Setting = Asked<typeof AgreementTermSet>;

export const setTerm = decider(AgreementTermSet, {
  effective: ({ startsOn }, _dates, events) => (startsOn && !follows(startsOn, events) ? startsOn : null),
  complete({ input }) {
    const period = input.renewalPeriod ?? input.duration;
    if (input.renewal !== 'TACIT' || period === undefined) return {};
    return { tacit: { period, ...(input.renewals !== undefined && { times: input.renewals }) } };
  },
  shape: (asked) => empty(asked) ?? contradicts(asked) ?? tooFar(asked) ?? tacitWithoutPeriod(asked),
  lifecycle: (asked) => notLetInAsTerm(asked) ?? othersPassedOver(asked),
  term: (asked) => invalid(asked) ?? overtaken(asked) ?? inconsistent(asked),
});

/** The last day of the last term on the line; null where there is none. */
function lastEndOf(events: readonly PastEvent[]): UncertainDate | null {
  return lineOf(events).terms.at(-1)?.endsOn ?? null;
}

/**
 * A term that begins the day after the one before it ended is judged on the day on which it was agreed, as a renewal is; it
 * holds from its start.
 */
function follows(startsOn: UncertainDate, events: readonly PastEvent[]): boolean {
  const last = lastEndOf(events)?.latest ?? null;
  const { earliest } = startsOn;
  return last !== null && earliest !== null && earliest > last && earliest <= addDays(last, 1);
}

function empty({ draft }: Setting): Refusal | null {
  const { startsOn, endsOn, duration, openEnded } = draft.data;
  return startsOn || endsOn || duration !== undefined || openEnded
    ? null
    : refuse('VALIDATION_FAILED', 'endsOn', { problem: 'TERM_EMPTY' });
}

function contradicts({ draft }: Setting): Refusal | null {
  const { endsOn, duration, renewal, openEnded } = draft.data;
  return openEnded && (endsOn || duration !== undefined || renewal === 'TACIT')
    ? refuse('VALIDATION_FAILED', 'openEnded', { problem: 'TERM_CONTRADICTS' })
    : null;
}

function tooFar({ draft, context }: Setting): Refusal | null {
  const { endsOn } = draft.data;
  return endsOn && endTooFar(endsOn, context.today)
    ? refuse('VALIDATION_FAILED', 'endsOn', { problem: 'END_TOO_FAR', hint: 'openEnded' })
    : null;
}

function tacitWithoutPeriod({ input }: Setting): Refusal | null {
  const { renewal, endsOn, duration, renewalPeriod, renewals } = input;
  const tacitly = renewal === 'TACIT';
  if (!tacitly && (renewalPeriod !== undefined || renewals !== undefined))
    return refuse('VALIDATION_FAILED', renewalPeriod === undefined ? 'renewals' : 'renewalPeriod', {
      problem: 'NOT_TACIT',
    });
  if (!tacitly) return null;
  if (!endsOn && duration === undefined)
    return refuse('VALIDATION_FAILED', 'endsOn', { problem: 'TACIT_NEEDS_END' });
  return renewalPeriod === undefined && duration === undefined
    ? refuse('VALIDATION_FAILED', 'renewalPeriod', { problem: 'TACIT_NEEDS_PERIOD' })
    : null;
}

/** An end before the act that sets it is the term's own fault; one that begins after a gap is for other commands. */
function notLetInAsTerm(asked: Setting): Refusal | null {
  const refused = notLetIn(asked);
  if (!refused) return null;
  const { startsOn } = asked.draft.data;
  const last = lastEndOf(asked.events)?.latest ?? null;
  const after =
    last !== null && startsOn?.earliest !== null && startsOn !== undefined && startsOn.earliest > last;
  if (after && refused.code === 'AGREEMENT_ALREADY_EXPIRED')
    return { ...refused, details: { ...refused.details, see: ['renewAgreement', 'reinstateAgreement'] } };
  return invalid(asked) ?? refused;
}

/** The end that a term states, or that follows from its start. */
function endOf({ draft }: Setting): UncertainDate | null {
  const { startsOn, endsOn, duration } = draft.data;
  if (endsOn) return endsOn;
  const length = duration === undefined ? null : parseDuration(duration);
  return startsOn && length ? derivedEnd(startsOn, length) : null;
}

function invalid(asked: Setting): Refusal | null {
  const end = endOf(asked);
  if (!end) return null;
  const { startsOn } = asked.draft.data;
  const begins = [startsOn?.earliest ?? null, asked.draft.occurred.earliest].filter((day) => day !== null);
  const impossible = end.latest !== null && begins.some((day) => (end.latest ?? day) < day);
  return impossible || (startsOn && end.point < startsOn.point)
    ? refuse('TERM_INVALID', 'endsOn', {
        start: (startsOn ?? asked.draft.occurred).edtf,
        end: end.edtf,
      })
    : null;
}

/** Another act on the line moves the end after this one: this end will not hold (POLICY). */
function overtaken(asked: Setting): Refusal | null {
  const { line, actId } = lineWith(asked);
  const last = line.terms.at(-1);
  if (!last || last.setBy.id === actId || !line.terms.some(({ setBy }) => setBy.id === actId)) return null;
  return asked.policies.check('TERM_OVERTAKEN', 'endsOn', {
    eventId: last.setBy.id,
    startsOn: last.startsOn?.edtf ?? last.from,
    endsOn: last.endsOn?.edtf ?? null,
  });
}

function inconsistent({ draft, policies }: Setting): Refusal | null {
  const { startsOn, endsOn, duration } = draft.data;
  const length = duration === undefined ? null : parseDuration(duration);
  return startsOn && endsOn && length && !agrees(startsOn, endsOn, length)
    ? policies.check('TERM_INCONSISTENT', 'duration', { duration: duration ?? null })
    : null;
}

/** True when some start and some end that the bounds allow are the duration apart, within a day. */
function agrees(startsOn: UncertainDate, endsOn: UncertainDate, length: CalendarDuration): boolean {
  const soonest = addDuration(startsOn.earliest ?? startsOn.point, length);
  const last = addDuration(startsOn.latest ?? startsOn.point, length);
  return (
    daysBetween(soonest, endsOn.latest ?? endsOn.point) >= -1 &&
    daysBetween(last, endsOn.earliest ?? endsOn.point) <= 1
  );
}
