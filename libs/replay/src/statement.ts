import type { Day } from './days.js';
import type { Json, LoggedEvent } from './facts.js';
import { dayOf } from './line/window.js';

/** The tables of the read model whose rows a replay gives, with what names a row beside its subject, and how it is told apart. */
export const REPLAYED_TABLES = {
  agreement: { kind: 'agreement', subject: 'agreement_id', key: [] },
  agreement_status: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: [] },
  agreement_content: { kind: 'agreement', subject: 'agreement_id', key: [] },
  agreement_text: { kind: 'agreement', subject: 'agreement_id', key: ['event_id'] },
  participation: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['organization_id'] },
  intent: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['event_id'] },
  opening: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: [] },
  term: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['place'] },
  suspension: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['place'] },
  agreement_counted: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: [] },
  calendar_entry: {
    kind: 'agreement',
    subject: 'agreement_id',
    ofLine: true,
    key: ['kind', 'event_id', 'organization_id', 'day'],
  },
  tacit_term: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: [] },
  expiry_due: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['last_day'] },
  withdrawal_due: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['notification_event'] },
  lapse_due: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['intent_event'] },
  agreement_evidence: { kind: 'agreement', subject: 'agreement_id', key: [] },
  cited_source: { kind: 'agreement', subject: 'agreement_id', key: ['source_id'] },
  evidence_day: { kind: 'agreement', subject: 'agreement_id', key: ['day'] },
  passed_over: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: ['event_id'] },
  supersession: { kind: 'agreement', subject: 'agreement_id', ofLine: true, key: [] },
  lead: { kind: 'agreement', subject: 'agreement_id', key: ['organization_id', 'role'] },
  amendment: { kind: 'agreement', subject: 'agreement_id', key: ['event_id'] },
  review: { kind: 'agreement', subject: 'agreement_id', key: ['review_id'] },
  organization: { kind: 'organization', subject: 'organization_id', key: [] },
  organization_name: { kind: 'organization', subject: 'organization_id', key: ['place'] },
  organization_link: { kind: 'organization', subject: 'organization_id', key: ['same_id'] },
  organization_relation: { kind: 'organization', subject: 'organization_id', key: ['place'] },
  organization_merger: { kind: 'organization', subject: 'organization_id', key: ['place'] },
  person: { kind: 'person', subject: 'person_id', key: [] },
  role_observation: { kind: 'person', subject: 'person_id', key: ['event_id'] },
  meeting: { kind: 'meeting', subject: 'meeting_id', key: [] },
  mission: { kind: 'mission', subject: 'mission_id', key: [] },
  mission_organization: { kind: 'mission', subject: 'mission_id', key: ['organization_id', 'part'] },
  mission_result: { kind: 'mission', subject: 'mission_id', key: ['event_id'] },
  funding: { kind: 'funding', subject: 'funding_id', key: [] },
  funding_organization: { kind: 'funding', subject: 'funding_id', key: ['organization_id', 'part'] },
  indicator: { kind: 'funding', subject: 'funding_id', key: ['event_id'] },
  indicator_target: { kind: 'funding', subject: 'funding_id', key: ['event_id'] },
  indicator_report: { kind: 'funding', subject: 'funding_id', key: ['event_id'] },
  source: { kind: 'source', subject: 'source_id', key: [] },
  programme: { kind: 'programme', subject: 'programme_id', key: [] },
  programme_rule: { kind: 'programme', subject: 'programme_id', key: ['code'] },
  outcome: { kind: 'programme', subject: 'programme_id', key: ['event_id'] },
  annual: { kind: 'programme', subject: 'programme_id', key: ['year', 'committee_id'] },
  committee: { kind: 'committee', subject: 'committee_id', key: [] },
  bylaw: { kind: 'committee', subject: 'committee_id', key: [] },
  mandate: { kind: 'committee', subject: 'committee_id', key: ['place'] },
  conflict: { kind: 'committee', subject: 'committee_id', key: ['place'] },
  resolution: { kind: 'resolution', subject: 'resolution_id', key: [] },
  project: { kind: 'project', subject: 'project_id', key: [] },
  envelope: { kind: 'envelope', subject: 'envelope_id', key: [] },
  commitment: { kind: 'envelope', subject: 'envelope_id', key: ['event_id'] },
  source_citation: { kind: 'every', subject: 'stream', key: ['event_id', 'place'] },
  fact: { kind: 'every', subject: 'stream', key: ['event_id'], sets: ['names'] },
  dispute: { kind: 'every', subject: 'stream', key: ['event_id'] },
  corrected_event: { kind: 'every', subject: 'stream', key: ['event_id'] },
  correction: { kind: 'every', subject: 'stream', key: ['event_id'], sets: ['changes'] },
} as const satisfies Readonly<Record<string, ReplayedTable>>;

/** A table whose rows a replay gives. */
export interface ReplayedTable {
  /** The kind of stream whose events give its rows; `every` where those of any kind do. */
  readonly kind: string;
  /** The column with the subject of the stream, or for any kind the name of the stream. */
  readonly subject: string;
  /** It follows from the line of an agreement. */
  readonly ofLine?: true;
  /** The columns that tell rows of one subject and day apart. */
  readonly key: readonly string[];
  /** Columns whose values are lists of which the order says nothing. */
  readonly sets?: readonly string[];
}

/** The name of a replayed table. */
export type TableName = keyof typeof REPLAYED_TABLES;

/** Something that the log says of a subject, for the days of `[from, to)`; `-infinity` and `infinity` where they have no end. */
export interface Statement {
  readonly table: TableName;
  readonly from: Day;
  readonly to: Day;
  /** By the names that the columns of the table have. A column that is not here is not replayed. */
  readonly values: Readonly<Record<string, Json>>;
  /** The event that says so. */
  readonly by: string;
}

/** Tables of which a replay says nothing of a subject, and why. */
export interface NotReplayed {
  readonly tables: readonly TableName[];
  readonly because: string;
}

/** What a stream says. */
export interface Replayed {
  readonly statements: readonly Statement[];
  readonly notReplayed: readonly NotReplayed[];
  /** Of an agreement the notices that no longer say what its line does; absent where its line is not replayed. */
  readonly overtaken?: readonly string[];
}

/** What holds on every day. */
export function always(table: TableName, { id }: LoggedEvent, values: Statement['values']): Statement {
  return { table, from: '-infinity', to: 'infinity', values, by: id };
}

/** What holds on each day of the stretches between some days: null where nothing does. */
export function cutAt(
  table: TableName,
  days: readonly number[],
  on: (day: number) => Pick<Statement, 'values' | 'by'> | null,
): readonly Statement[] {
  const cuts = [-Infinity, ...new Set(days.filter(Number.isFinite))].toSorted((a, b) => (a < b ? -1 : 1));
  return cuts.flatMap((from, place): readonly Statement[] => {
    const said = on(from);
    if (!said) return [];
    const to = cuts[place + 1];
    return [
      {
        table,
        from: dayOf(from) ?? '-infinity',
        to: to === undefined ? 'infinity' : (dayOf(to) ?? 'infinity'),
        ...said,
      },
    ];
  });
}
