import type { EventData } from '@entente/domain';
import { day, int, json, orNull, table, text, timelessTable, uuid, words, yes } from '../schema/table.js';

/** A programme as its registration has it. */
export const PROGRAMME = timelessTable('programme', {
  programme_id: text(),
  event_id: uuid(),
  details: json<EventData['ProgrammeRegistered']>(),
  /** Its first record is annulled: it is shown only where others name it. */
  annulled: yes(),
});

/** The rules of a programme by day: the last one of each code. */
export const PROGRAMME_RULE = table('programme_rule', {
  programme_id: text(),
  place: int(),
  code: text(),
  strength: text<EventData['GovernanceRuleRecorded']['strength']>(),
  required_approvals: words(),
  event_id: uuid(),
});

/** The outcomes of a programme. */
export const OUTCOME = timelessTable('outcome', {
  programme_id: text(),
  place: int(),
  event_id: uuid(),
  observed_day: day(),
});

/** The programme and the review of each year, of a programme or of one of its committees. */
export const ANNUAL = timelessTable('annual', {
  programme_id: text(),
  year: text(),
  /** Null: of the whole programme. */
  committee_id: orNull(text()),
  adopted_by: orNull(uuid()),
  adopted_day: orNull(day()),
  reviewed_by: orNull(uuid()),
  reviewed_day: orNull(day()),
});
