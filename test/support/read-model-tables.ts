/** What a version of the read model holds, and what it may never hold. */
import type { Assembly } from '@entente/assembly';
import { ownersPool } from './assembled-ledger.js';
import { schemaOf } from '@entente/read-model';

/** What tells two answers of a table apart, and whether its rows have a valid time. */
const KEYS: Readonly<Record<string, readonly [string, 'valid' | 'timeless']>> = {
  agreement_status: ['agreement_id with =', 'valid'],
  agreement_counted: ['agreement_id with =', 'valid'],
  sector: ['agreement_id with =, key with =', 'timeless'],
  participation: ['agreement_id with =, organization_id with =, role with =', 'valid'],
  intent: ['event_id with =', 'valid'],
  lead: ["agreement_id with =, (coalesce(role, '')) with =, place with =", 'valid'],
  supersession: ['agreement_id with =', 'valid'],
  agreement_content: ['agreement_id with =', 'valid'],
  organization_name: ['organization_id with =, place with =', 'valid'],
  agreement: ['agreement_id with =', 'timeless'],
  agreement_recorded: ['agreement_id with =', 'timeless'],
  opening: ['agreement_id with =', 'timeless'],
  agreement_text: ['agreement_id with =, place with =', 'timeless'],
  passed_over: ['agreement_id with =, event_id with =', 'timeless'],
  agreement_evidence: ['agreement_id with =', 'timeless'],
  evidence_day: ['agreement_id with =, day with =', 'timeless'],
  cited_source: ['agreement_id with =, source_id with =', 'timeless'],
  term: ['agreement_id with =, place with =', 'timeless'],
  suspension: ['agreement_id with =, place with =', 'timeless'],
  amendment: ['agreement_id with =, place with =', 'timeless'],
  review: ['agreement_id with =, review_id with =', 'timeless'],
  withdrawal_due: ['notification_event with =', 'timeless'],
  expiry_due: ['agreement_id with =, last_day with =', 'timeless'],
  lapse_due: ['intent_event with =', 'timeless'],
  organization_relation: ['organization_id with =, type with =, other with =', 'valid'],
  organization_designation: ['organization_id with =, place with =', 'valid'],
  // One organisation is linked below one other at most, and merged into one at most.
  organization_link: ['same_id with =', 'timeless'],
  organization_merger: ['predecessor_id with =', 'valid'],
  organization_found_by: ['organization_id with =, place with =', 'timeless'],
  organization: ['organization_id with =', 'timeless'],
  person: ['person_id with =', 'timeless'],
  role_observation: ['event_id with =', 'timeless'],
  meeting: ['meeting_id with =', 'timeless'],
  source: ['source_id with =', 'timeless'],
  source_citation: ['stream with =, event_id with =, place with =', 'timeless'],
  mission: ['mission_id with =', 'timeless'],
  funding: ['funding_id with =', 'timeless'],
  funding_organization: ['funding_id with =, organization_id with =, part with =', 'timeless'],
  committee: ['committee_id with =', 'timeless'],
  indicator: ['event_id with =', 'timeless'],
  indicator_target: ['event_id with =', 'timeless'],
  indicator_report: ['event_id with =', 'timeless'],
  envelope: ['envelope_id with =', 'valid'],
  commitment: ['event_id with =', 'timeless'],
  mission_result: ['event_id with =', 'timeless'],
  bylaw: ['committee_id with =', 'valid'],
  mandate: ['committee_id with =, mandate_id with =', 'timeless'],
  conflict: ['committee_id with =, place with =', 'valid'],
  resolution: ['resolution_id with =', 'valid'],
  project: ['project_id with =', 'valid'],
  programme: ['programme_id with =', 'timeless'],
  programme_rule: ['programme_id with =, code with =', 'valid'],
  outcome: ['programme_id with =, place with =', 'timeless'],
  annual: ["programme_id with =, year with =, (coalesce(committee_id, '')) with =", 'timeless'],
  corrected_event: ['event_id with =', 'timeless'],
  dispute: ['event_id with =', 'timeless'],
  fact: ['event_id with =', 'timeless'],
  calendar_entry: ['event_id with =, kind with =, day with =', 'timeless'],
  tacit_term: ['agreement_id with =', 'valid'],
  correction: ['event_id with =', 'timeless'],
  mission_organization: ['mission_id with =, organization_id with =, part with =', 'timeless'],
};

/** The bitemporal tables that {@link forbidTwoAnswers} has a key for. */
export const KEYED_TABLES: readonly string[] = Object.keys(KEYS).toSorted();

/** The bitemporal tables of the live version. */
export async function bitemporalTables(assembly: Assembly): Promise<readonly string[]> {
  const { version } = await assembly.readModel.projected();
  const pool = ownersPool(assembly);
  const { rows } = await pool.query<{ table_name: string }>(
    `select table_name::text from information_schema.columns
     where table_schema = $1 and column_name = 'known_to' order by 1`,
    [schemaOf(version)],
  );
  return rows.map(({ table_name }) => table_name);
}

/**
 * Makes PostgreSQL refuse any two rows of the live version that answer the same question differently: for a day and a
 * position there is at most one row. At the end of each transaction, since a batch closes rows after it has opened others.
 */
export async function forbidTwoAnswers(assembly: Assembly): Promise<void> {
  const { version } = await assembly.readModel.projected();
  const pool = ownersPool(assembly);
  await pool.query('create extension if not exists btree_gist with schema public');
  for (const [table, [key, kind]] of Object.entries(KEYS))
    await pool.query(
      `alter table ${schemaOf(version)}.${table} add constraint ${table}_one_answer exclude using gist (
         ${key}, int8range(known_from, known_to) with &&
         ${kind === 'valid' ? ', daterange(valid_from, valid_to) with &&' : ''}) deferrable initially deferred`,
    );
}

/** Every row of the live version, table by table, as text and in order. */
export async function everyRow(assembly: Assembly): Promise<Readonly<Record<string, readonly string[]>>> {
  const { version } = await assembly.readModel.projected();
  const pool = ownersPool(assembly);
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name::text as name from information_schema.tables where table_schema = $1 order by 1`,
    [schemaOf(version)],
  );
  const all: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from ${schemaOf(version)}.${name} t order by 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}
