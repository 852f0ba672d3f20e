import {
  foldResolution,
  isOf,
  ResolutionProposed,
  stageOn,
  VoteRecorded,
  type Day,
  type DomainEvent,
  type PastEvent,
} from '@entente/domain';
import { shownOf } from '@entente/ledger';
import type { Projection } from '../runner/projection.js';
import { segments } from '../schema/segments.js';
import { rowsOf, type TableRows } from '../schema/table.js';
import { RESOLUTION, type VoteCounted } from './table.js';

/** From a resolution's history to its rows. */
export const resolutionProjection = {
  kind: 'resolution',
  tables: [RESOLUTION],
  project(resolutionId, history) {
    const { facts, annulled } = shownOf(history);
    return [resolutionRows(resolutionId, facts, annulled)];
  },
} as const satisfies Projection;

function resolutionRows(resolutionId: string, facts: readonly DomainEvent[], annulled: boolean): TableRows {
  const proposed = facts.find((fact) => isOf(ResolutionProposed, fact));
  if (!proposed) return rowsOf(RESOLUTION, []);
  const life = foldResolution(facts);
  const cuts = life.steps.map(({ event }) => event.effective.point);
  return rowsOf(
    RESOLUTION,
    segments(cuts, (day) => {
      const until = life.steps.filter(({ event }) => event.effective.point <= day);
      const decided = until.find(({ stage }) => stage === 'ADOPTED' || stage === 'REJECTED');
      return {
        resolution_id: resolutionId,
        committee_id: proposed.data.committeeId,
        proposed_day: proposed.effective.point,
        event_id: proposed.id,
        stage: stageOn(life, day),
        decided_by: decided?.event.id ?? null,
        votes: until.flatMap(({ event }) => voteIn(event, event.effective.point)),
        passed_over: life.passedOver.map(({ event: { id } }) => id),
        details: proposed.data,
        annulled,
      };
    }),
  );
}

function voteIn(event: PastEvent, on: Day): readonly VoteCounted[] {
  return isOf(VoteRecorded, event) ? [{ personId: event.data.personId, vote: event.data.vote, on }] : [];
}
