import type { EventData, ProjectStage } from '@entente/domain';
import { day, json, orNull, table, text, uuid, uuids, words, yes } from '../schema/table.js';

/** A project, from each day on which something became of it. */
export const PROJECT = table(
  'project',
  {
    project_id: text(),
    promoter_id: text(),
    programme_id: orNull(text()),
    committee_id: orNull(text()),
    proposed_day: day(),
    event_id: uuid(),
    /** What has become of it, approvals apart; null before it was proposed. */
    stage: orNull(text<ProjectStage>()),
    /** The approvals that it has been given. */
    approvals: words(),
    /** The events that gave it approvals, or refused one. */
    judged_by: uuids(),
    /** The acts that do not count, of whatever day. */
    passed_over: uuids(),
    submitted_by: orNull(uuid()),
    aid_by: orNull(uuid()),
    details: json<EventData['ProjectProposed']>(),
    /** Its first record is annulled: it is shown only where others name it. */
    annulled: yes(),
  },
  ['(proposed_day, project_id)', '(promoter_id)', '(committee_id)', '(programme_id)'],
);
