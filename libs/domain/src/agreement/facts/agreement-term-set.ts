import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { addDuration, daysBetween, parseDuration, type CalendarDuration } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import { passedOver, passedOverAdvice } from '../on-the-line.js';

/** The term of an agreement is set. */
export const AgreementTermSet = fact({
  type: 'AgreementTermSet',
  stream: 'agreement',
  command: 'setTerm',
  recorder: 'DEPOSITARY',
  says: { fr: 'Fixe la durée d’une entente.', en: 'Sets the term of an agreement.' },
  called: { fr: 'durée', en: 'term' },
  dates: { occurred: 'OPTIONAL', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    startsOn: m.optional(m.date('Its first day.')),
    endsOn: m.optional(m.date('Its last day in force.')),
    duration: m.optional(m.duration('Its length, ISO 8601: P5Y.')),
    renewal: m.optional(m.word('How it is renewed: TACIT, EXPRESS, NONE …')),
    noticeDays: m.optional(m.count('The notice for leaving, in days.')),
  },
});

export const setTerm = decider(AgreementTermSet, {
  effective: ({ startsOn }) => startsOn ?? null,
  shape({ draft }) {
    const { startsOn, endsOn, duration } = draft.data;
    return startsOn || endsOn || duration !== undefined
      ? null
      : refuse('VALIDATION_FAILED', 'endsOn', { problem: 'TERM_EMPTY' });
  },
  lifecycle: passedOver,
  term: (asked) => outOfOrder(asked) ?? inconsistent(asked),
  advice: passedOverAdvice,
});

function outOfOrder({ draft }: Asked<typeof AgreementTermSet>): Refusal | null {
  const { startsOn, endsOn } = draft.data;
  if (!startsOn || !endsOn) return null;
  const impossible =
    startsOn.earliest !== null && endsOn.latest !== null && endsOn.latest < startsOn.earliest;
  return impossible || endsOn.point < startsOn.point ? refuse('TERM_INVALID', 'endsOn') : null;
}

function inconsistent({ draft, policies }: Asked<typeof AgreementTermSet>): Refusal | null {
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
