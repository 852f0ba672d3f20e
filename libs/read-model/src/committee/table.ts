import type { EventData, UncertainDate } from '@entente/domain';
import { day, json, orNull, text, timelessTable, uuid, yes } from '../schema/table.js';

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
