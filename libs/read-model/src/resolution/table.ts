import type { Day, EventData, ResolutionStage } from '@entente/domain';
import { day, json, orNull, table, text, uuid, uuids, yes } from '../schema/table.js';

/** A vote on a resolution. */
export interface VoteCounted {
  readonly personId: string;
  readonly vote: EventData['VoteRecorded']['vote'];
  readonly on: Day;
}

/** A resolution, from each day on which something became of it. */
export const RESOLUTION = table(
  'resolution',
  {
    resolution_id: text(),
    committee_id: text(),
    proposed_day: day(),
    event_id: uuid(),
    /** Null before it was proposed. */
    stage: orNull(text<ResolutionStage>()),
    decided_by: orNull(uuid()),
    votes: json<readonly VoteCounted[]>(),
    /** The acts that do not count, of whatever day. */
    passed_over: uuids(),
    details: json<EventData['ResolutionProposed']>(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  ['(committee_id, proposed_day, resolution_id)', '(proposed_day, resolution_id)'],
);
