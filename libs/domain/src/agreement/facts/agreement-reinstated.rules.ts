import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type PastEvent, type Refusal } from '../../rules/decision.js';
import { dayAfter, type UncertainDate } from '../../time/uncertain-date.js';
import { endInvalid, notLetInUnlessInvalid, standsForNone } from '../ends.js';
import { lineOf, othersPassedOver, statusOn } from '../on-the-line.js';
import { AgreementReinstated } from './agreement-reinstated.js';

type Reinstating = Asked<typeof AgreementReinstated>;

export const reinstateAgreement = decider(AgreementReinstated, {
  // One that leaves no gap takes effect where the end that it revives left off.
  effective({ coversGap }, _dates, events) {
    const end = coversGap ? expiredOn(events) : null;
    return end && dayAfter(end);
  },
  shape: ({ draft, context }) =>
    standsForNone(draft.data.newEndsOn, context.today, { field: 'newEndsOn', hint: 'newEndsOn: null' }),
  lifecycle: (asked) =>
    neverInForce(asked) ?? notLetInUnlessInvalid(asked, invalid) ?? othersPassedOver(asked),
  term: (asked) => invalid(asked) ?? asked.policies.check('REINSTATEMENT', 'agreementId'),
});

/** The last day in force before the last expiry of the line; null where nothing expires. */
function expiredOn(events: readonly PastEvent[]): UncertainDate | null {
  return lineOf(events).steps.findLast(({ endsOn }) => endsOn !== null)?.endsOn ?? null;
}

/** What expired before it ever entered into force has nothing to go back to. */
function neverInForce({ events, draft }: Reinstating): Refusal | null {
  const line = lineOf(events);
  const day = draft.effective.point;
  const expired = statusOn(line, day).status === 'EXPIRED';
  return expired && !line.steps.some(({ status }) => status === 'IN_FORCE')
    ? refuse('INVALID_TRANSITION', 'agreementId', { status: 'NEVER_IN_FORCE', day })
    : null;
}

function invalid({ draft }: Reinstating): Refusal | null {
  return endInvalid({ occurred: draft.effective, end: draft.data.newEndsOn ?? null }, 'newEndsOn');
}
