import { recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Advice, type Refusal } from '../../rules/decision.js';
import { refusedByStage } from '../../rules/stages.js';
import { inRoleAt, promoterOf, proposalOf, readForResolution, seatsOn } from '../seats.js';
import { RESOLUTION_STAGES } from '../stages.js';
import { VoteRecorded } from './vote-recorded.js';

type Voting = Asked<typeof VoteRecorded>;

export const recordVote = decider(VoteRecorded, {
  reads: ({ personId }, eventsOf, known) => readForResolution([personId], eventsOf, known),
  identity({ events, draft }) {
    const { personId } = draft.data;
    return recorded(events, VoteRecorded).some(({ data }) => data.personId === personId)
      ? refuse('VOTE_ALREADY_RECORDED', 'personId', { personId })
      : null;
  },
  lifecycle: (asked) => refusedByStage(RESOLUTION_STAGES, asked, 'resolutionId'),
  approval: [withoutMandate, recused],
  advice: suspected,
});

function withoutMandate({ events, draft, context, policies }: Voting): Refusal | null {
  const proposed = proposalOf(events);
  const { personId } = draft.data;
  const day = draft.effective.point;
  return !proposed || seatsOn(proposed, context.eventsOf, day).hasMandate(personId)
    ? null
    : policies.check('MANDATE_NOT_VALID', 'personId', { personIds: [personId], day });
}

function recused({ events, draft, context }: Voting): Refusal | null {
  const proposed = proposalOf(events);
  const { personId } = draft.data;
  const day = draft.effective.point;
  return proposed && seatsOn(proposed, context.eventsOf, day).recused.has(personId)
    ? refuse('CONFLICT_OF_INTEREST', 'personId', { personIds: [personId] })
    : null;
}

function suspected({ events, draft, context }: Voting): readonly Advice[] {
  const proposed = proposalOf(events);
  const organizationId = proposed && promoterOf(proposed, context.eventsOf);
  if (!organizationId) return [];
  const { personId } = draft.data;
  const personIds = inRoleAt(organizationId, [personId], context.eventsOf, draft.effective.point);
  return personIds.length === 0 ? [] : [adviceOf('CONFLICT_SUSPECTED', { personIds, organizationId })];
}
