import type { Day, StreamKind } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../tables.js';
import { knownThen, tableOf, type AsOf, type Db } from './as-of.js';

/** What is answered by day: a source is what it is on every day. */
export type ChangingKind = Exclude<StreamKind, 'source'>;

/** Where days of a thing stand in a table, and the column that names it there. */
interface Place {
  readonly table: keyof Tables;
  readonly by: string;
  /** Days from which, or up to which, something is answered. */
  readonly days?: readonly string[];
  /** Days up to which and with which something is answered. */
  readonly lastDays?: readonly string[];
  /** Uncertain dates: from the point on something is answered, and from the latest day on it is certain. */
  readonly dates?: readonly string[];
  /** The table that says which rows are of the thing, and the column that names it there; `by` is in both. */
  readonly through?: { readonly table: keyof Tables; readonly by: string };
  /** Only for who reads what names people. */
  readonly ofPeople?: true;
}

const HOLDS = ['valid_from', 'valid_to'] as const;

/** A table whose rows hold for some days. */
function holds(table: keyof Tables, by: string): Place {
  return { table, by, days: HOLDS };
}

const PLACES: { readonly [Kind in ChangingKind]: readonly Place[] } = {
  agreement: [
    holds('agreement_status', 'agreement_id'),
    holds('agreement_content', 'agreement_id'),
    holds('participation', 'agreement_id'),
    holds('intent', 'agreement_id'),
    holds('lead', 'agreement_id'),
    holds('supersession', 'agreement_id'),
    { table: 'opening', by: 'agreement_id', days: ['opened_day'] },
  ],
  organization: [
    holds('organization_name', 'organization_id'),
    holds('organization_relation', 'organization_id'),
    holds('organization_designation', 'organization_id'),
    holds('organization_merger', 'organization_id'),
    holds('organization_merger', 'predecessor_id'),
    holds('participation', 'organization_id'),
    holds('intent', 'organization_id'),
    {
      ...holds('agreement_status', 'agreement_id'),
      through: { table: 'participation', by: 'organization_id' },
    },
    {
      table: 'role_observation',
      by: 'organization_id',
      days: ['observed_day'],
      dates: ['observed'],
      ofPeople: true,
    },
  ],
  person: [{ table: 'role_observation', by: 'person_id', days: ['observed_day'], dates: ['observed'] }],
  meeting: [
    {
      table: 'meeting',
      by: 'meeting_id',
      days: ['held_day', 'scheduled_day', 'cancelled_day'],
      dates: ['held'],
    },
  ],
  mission: [
    { table: 'mission', by: 'mission_id', days: ['undertaken_day'], dates: ['undertaken'] },
    { table: 'mission_result', by: 'mission_id', days: ['observed_day'], dates: ['observed'] },
  ],
  funding: [
    { table: 'funding', by: 'funding_id', days: ['awarded_day'], dates: ['awarded'] },
    { table: 'indicator_target', by: 'funding_id', days: ['set_day'] },
    { table: 'indicator_report', by: 'funding_id', days: ['reported_day'] },
  ],
  programme: [
    holds('programme_rule', 'programme_id'),
    { table: 'outcome', by: 'programme_id', days: ['observed_day'] },
    { table: 'annual', by: 'programme_id', days: ['adopted_day', 'reviewed_day'] },
    { table: 'committee', by: 'programme_id', days: ['established_day'] },
  ],
  committee: [
    { table: 'committee', by: 'committee_id', days: ['established_day', 'dissolved_day'] },
    holds('bylaw', 'committee_id'),
    holds('conflict', 'committee_id'),
    {
      table: 'mandate',
      by: 'committee_id',
      days: ['first_day'],
      lastDays: ['last_day'],
      dates: ['began', 'ended'],
    },
    holds('resolution', 'committee_id'),
  ],
  resolution: [holds('resolution', 'resolution_id')],
  project: [
    holds('project', 'project_id'),
    // Which approvals it needs is a rule of its programme.
    { ...holds('programme_rule', 'programme_id'), through: { table: 'project', by: 'project_id' } },
  ],
  envelope: [
    holds('envelope', 'envelope_id'),
    { table: 'commitment', by: 'envelope_id', days: ['committed_day'] },
  ],
};

/** What days are asked for: of a thing, also those of the people in it or not. */
export interface DaysAsked {
  readonly kind: ChangingKind;
  readonly id: string;
  readonly withPeople: boolean;
}

/**
 * The days on which an answer about a thing may become another one, as known then, in their order: the day that is asked about
 * does not filter them. Of more than `most`, those nearest to it.
 */
export async function changeDaysOf(
  db: Db,
  { kind, id, withPeople }: DaysAsked,
  asOf: AsOf,
  most: number,
): Promise<readonly Day[]> {
  const places = sql.join(
    PLACES[kind]
      .filter(({ ofPeople = false }) => withPeople || !ofPeople)
      .map((place) => daysIn(db, place, id, asOf)),
    sql` union all `,
  );
  const { rows } = await sql<{ day: Day }>`
    select day from (
      select day from (${places}) found where isfinite(day) group by day
      order by abs(day - ${asOf.validOn}::date), day limit ${most}
    ) nearest order by day`.execute(db);
  return rows.map(({ day }) => day);
}

function daysIn(
  db: Db,
  { table, by, days = [], lastDays = [], dates = [], through }: Place,
  id: string,
  asOf: AsOf,
): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`t.${name}`);
  const found = [
    ...days.map(column),
    ...lastDays.map((name) => sql`${column(name)} + 1`),
    ...dates.flatMap((name) =>
      ['point', 'earliest', 'latest'].map((bound) => sql`(${column(name)} ->> ${sql.lit(bound)})::date`),
    ),
  ];
  const own = through
    ? sql`${column(by)} in (select ${sql.ref(`o.${by}`)} from ${tableOf(db, through.table)} o
        where ${sql.ref(`o.${through.by}`)} = ${id} and ${knownThen('o', asOf)})`
    : sql`${column(by)} = ${id}`;
  return sql`select unnest(array[${sql.join(found)}]) as day from ${tableOf(db, table)} t
    where ${own} and ${knownThen('t', asOf)}`;
}
