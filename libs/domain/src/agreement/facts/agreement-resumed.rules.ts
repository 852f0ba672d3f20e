import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { isSuspendedOn } from '../line/index.js';
import { lineOf, notCountedBeside, notLetIn, othersPassedOver } from '../on-the-line.js';
import { someNotParty } from '../parties-named.js';
import { AgreementResumed } from './agreement-resumed.js';

type Resuming = Asked<typeof AgreementResumed>;

export const resumeAgreement = decider(AgreementResumed, {
  identity: someNotParty,
  lifecycle: (asked) =>
    notLetIn(asked) ?? notSuspended(asked) ?? notCountedBeside(asked) ?? othersPassedOver(asked),
});

/** Each party that is named has to be suspended: with its own last day past, it resumed by itself. */
function notSuspended({ events, draft }: Resuming): Refusal | null {
  const day = draft.effective.point;
  const { suspensions } = lineOf(events);
  const named = draft.data.organizationIds ?? [];
  const index = named.findIndex((id) => !isSuspendedOn(suspensions, id, day));
  return index < 0
    ? null
    : refuse('INVALID_TRANSITION', `organizationIds.${index}`, { status: 'NOT_SUSPENDED', day });
}
