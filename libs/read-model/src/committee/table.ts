import type { Bounds, EventData, UncertainDate } from '@entente/domain';
import { day, int, json, orNull, table, text, timelessTable, uuid, yes } from '../schema/table.js';

/** A committee as its events leave it. */
export const COMMITTEE = timelessTable(
  'committee',
  {
    committee_id: text(),
    kind: text(),
    programme_id: orNull(text()),
    established_day: day(),
    established: json<UncertainDate>(),
    event_id: uuid(),
    dissolved_day: orNull(day()),
    dissolved: orNull(json<UncertainDate>()),
    dissolved_by: orNull(uuid()),
    details: json<EventData['CommitteeEstablished']>(),
    /** What it is listed by: the letters of its title, else of its id. */
    title_key: text(),
    /** The words of its titles and its id, each after a space. */
    search: text(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  ['(title_key, committee_id)', '(programme_id, title_key, committee_id)'],
);

/** The bylaw of a committee by day. */
export const BYLAW = table('bylaw', { committee_id: text(), event_id: uuid() });

/** Every mandate of a committee, with the days on which it runs. */
export const MANDATE = timelessTable(
  'mandate',
  {
    committee_id: text(),
    place: int(),
    mandate_id: text(),
    person_id: text(),
    seat: text(),
    granted_by: uuid(),
    ended_by: orNull(uuid()),
    began: json<Bounds>(),
    ended: orNull(json<Bounds>()),
    first_day: day(),
    /** Its last day by points; null while nothing ends it. */
    last_day: orNull(day()),
  },
  ['(last_day)'],
);

/** The declarations of conflicts of interest that stand, by day. */
export const CONFLICT = table('conflict', { committee_id: text(), place: int(), event_id: uuid() });
