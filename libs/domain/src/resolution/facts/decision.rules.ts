import { inEffect } from '../../correction/in-effect.js';
import type { InputOf } from '../../facts/fact.js';
import { decider, type Asked, type Known } from '../../facts/judge.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Advice, type DecisionContext, type Refusal } from '../../rules/decision.js';
import { saysTheSame } from '../../rules/same.js';
import { refusedByStage } from '../../rules/stages.js';
import type { Day } from '../../time/day.js';
import {
  inRoleAt,
  promoterOf,
  proposalOf,
  readForResolution,
  seatsOn,
  votesUntil,
  type Seats,
} from '../seats.js';
import { RESOLUTION_STAGES } from '../stages.js';
import { ResolutionAdopted } from './resolution-adopted.js';
import { ResolutionRejected } from './resolution-rejected.js';
import { VoteRecorded } from './vote-recorded.js';

type Deciding = Asked<typeof ResolutionAdopted> | Asked<typeof ResolutionRejected>;
type Tally = { readonly for: number; readonly against: number; readonly abstain: number };

/** The rules of both decisions on a resolution: what they ask is the same, whichever way it was decided. */
const RULES = {
  reads(
    { present = [] }: InputOf<typeof ResolutionAdopted>,
    eventsOf: DecisionContext['eventsOf'],
    known: Known,
  ) {
    const voted = inEffect(known.history).flatMap((event) =>
      event.type === VoteRecorded.type ? [(event.data as { readonly personId: string }).personId] : [],
    );
    return readForResolution([...voted, ...present], eventsOf, known);
  },
  complete: (asked: Deciding) => ({ ...tallied(asked), ...quorumOf(asked) }),
  shape: [presentTwice, talliesDiffer],
  lifecycle: (asked: Deciding) => refusedByStage(RESOLUTION_STAGES, asked, 'resolutionId'),
  approval: [withoutMandates, recusedVoters, quorumMissed],
};

export const adoptResolution = decider(ResolutionAdopted, {
  ...RULES,
  advice: (asked) => [...suspected(asked), ...majorityNotShown(asked)],
});
export const rejectResolution = decider(ResolutionRejected, { ...RULES, advice: suspected });

/** The votes that are recorded one by one; null where there is none. */
function votes({ events, draft }: Deciding): Tally | null {
  const recorded = votesUntil(events, draft.effective.point).map(({ data }) => data.vote);
  if (recorded.length === 0) return null;
  const count = (vote: string) => recorded.filter((one) => one === vote).length;
  return { for: count('FOR'), against: count('AGAINST'), abstain: count('ABSTAIN') };
}

/** Votes that are recorded are the tally; where there are none it is the one that is given. */
function tallied(asked: Deciding): { readonly tally?: Tally } {
  const tally = votes(asked) ?? asked.input.tally;
  return tally ? { tally } : {};
}

function presentTwice({ input: { present = [] } }: Deciding): Refusal | null {
  const again = present.findIndex((personId, index) => present.indexOf(personId) !== index);
  return again < 0 ? null : refuse('VALIDATION_FAILED', `present.${again}`, { problem: 'PERSON_REPEATED' });
}

function talliesDiffer(asked: Deciding): Refusal | null {
  const [given, recorded] = [asked.input.tally, votes(asked)];
  return given && recorded && !saysTheSame(given, recorded)
    ? refuse('VALIDATION_FAILED', 'tally', { problem: 'TALLY_DIFFERS', ...recorded })
    : null;
}

/** The persons of a decision: who voted, and who is named as present. */
function personsOf({ events, draft, input: { present = [] } }: Deciding): readonly string[] {
  const voted = votesUntil(events, draft.effective.point).map(({ data }) => data.personId);
  return [...new Set([...voted, ...present])];
}

/** The committee on the day of the decision; null where the resolution was never put before one. */
function seatsOf({ events, draft, context }: Deciding): { readonly seats: Seats; readonly day: Day } | null {
  const proposed = proposalOf(events);
  const day = draft.effective.point;
  return proposed && { seats: seatsOn(proposed, context.eventsOf, day), day };
}

function withoutMandates(asked: Deciding): Refusal | null {
  const found = seatsOf(asked);
  if (!found) return null;
  const personIds = personsOf(asked).filter((personId) => !found.seats.hasMandate(personId));
  return personIds.length === 0
    ? null
    : asked.policies.check('MANDATE_NOT_VALID', 'present', { personIds, day: found.day });
}

function recusedVoters(asked: Deciding): Refusal | null {
  const recused = seatsOf(asked)?.seats.recused;
  const voted = votesUntil(asked.events, asked.draft.effective.point).map(({ data }) => data.personId);
  const personIds = voted.filter((personId) => recused?.has(personId));
  return personIds.length === 0 ? null : refuse('CONFLICT_OF_INTEREST', null, { personIds });
}

/** The quorum that the bylaw of the day sets and what was found of it, where it is known who was present. */
function quorumOf(asked: Deciding): {
  readonly quorum?: { readonly required: number; readonly present: number };
} {
  const seats = seatsOf(asked)?.seats;
  const { present } = asked.input;
  if (!seats || seats.required === null || !present) return {};
  const counting = present.filter((personId) => seats.hasMandate(personId) && !seats.recused.has(personId));
  return { quorum: { required: seats.required, present: new Set(counting).size } };
}

/** A quorum that was shown to be missed stands against the decision; one that nobody has shown can be overridden. */
function quorumMissed(asked: Deciding): Refusal | null {
  const required = seatsOf(asked)?.seats.required ?? null;
  if (required === null) return null;
  const { quorum } = quorumOf(asked);
  if (!quorum) return asked.policies.check('QUORUM_NOT_MET', 'present', { required, present: 0 });
  return quorum.present >= required ? null : refuse('QUORUM_NOT_MET', 'present', quorum);
}

function suspected(asked: Deciding): readonly Advice[] {
  const { events, draft, context } = asked;
  const proposed = proposalOf(events);
  const organizationId = proposed && promoterOf(proposed, context.eventsOf);
  if (!organizationId) return [];
  const personIds = inRoleAt(organizationId, personsOf(asked), context.eventsOf, draft.effective.point);
  return personIds.length === 0 ? [] : [adviceOf('CONFLICT_SUSPECTED', { personIds, organizationId })];
}

function majorityNotShown({ draft }: Deciding): readonly Advice[] {
  const { for: inFavour = 0, against = 0 } = draft.data.tally ?? {};
  return inFavour > against ? [] : [adviceOf('MAJORITY_NOT_SHOWN', { for: inFavour, against })];
}
