import type { EventData, UncertainDate } from '@entente/domain';
import { day, int, json, text, timelessTable, uuid, yes } from '../schema/table.js';

/** A mission that was undertaken. */
export const MISSION = timelessTable(
  'mission',
  {
    mission_id: text(),
    undertaken_day: day(),
    undertaken: json<UncertainDate>(),
    event_id: uuid(),
    details: json<EventData['MissionUndertaken']>(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  ['(undertaken_day, mission_id)'],
);

/** What came of a mission, from the day on which it was observed. */
export const MISSION_RESULT = timelessTable('mission_result', {
  mission_id: text(),
  event_id: uuid(),
  observed_day: day(),
  observed: json<UncertainDate>(),
  /** Its place among the facts of the mission, for those of one day. */
  place: int(),
  details: json<EventData['MissionResultRecorded']>(),
});

/** The organisations of a mission, as organiser or funder. */
export const MISSION_ORGANIZATION = timelessTable(
  'mission_organization',
  { mission_id: text(), organization_id: text(), part: text<'ORGANIZER' | 'FUNDER'>() },
  ['(organization_id)'],
);
