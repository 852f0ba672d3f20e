import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../../rules/decision.js';
import { addDays, parseDuration } from '../../time/day.js';
import { derivedEnd, isApart, type UncertainDate } from '../../time/uncertain-date.js';
import { endInvalid, overtaken, standsForNone } from '../ends.js';
import { lineOf, notLetIn, othersPassedOver } from '../on-the-line.js';
import { givenOfTacit, tacitInvalid, tacitOf } from '../tacit.js';
import { AgreementTermSet } from './agreement-term-set.js';

type Setting = Asked<typeof AgreementTermSet>;

export const setTerm = decider(AgreementTermSet, {
  effective: ({ startsOn }, _dates, events) => (startsOn && !follows(startsOn, events) ? startsOn : null),
  complete: ({ input }) => tacitOf(input),
  asGiven: givenOfTacit,
  shape: (asked) =>
    empty(asked) ??
    contradicts(asked) ??
    standsForNone(asked.draft.data.endsOn, asked.context.today, { field: 'endsOn', hint: 'openEnded' }) ??
    tacitInvalid(asked.input, asked.input.endsOn !== undefined),
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
  const { occurred, data } = asked.draft;
  return endInvalid({ occurred, startsOn: data.startsOn, end: endOf(asked) }, 'endsOn');
}

function inconsistent({ draft, policies }: Setting): Refusal | null {
  const { startsOn, endsOn, duration } = draft.data;
  return startsOn && endsOn && !isApart(startsOn, endsOn, duration)
    ? policies.check('TERM_INCONSISTENT', 'duration', { duration: duration ?? null })
    : null;
}
