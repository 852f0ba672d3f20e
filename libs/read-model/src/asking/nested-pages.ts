import { sql } from 'kysely';
import { knownThen, validAndKnown, tableOf, type AsOf, type Db } from './as-of.js';
import type { MeetingRow } from '../meeting/queries.js';
import type { ParticipationRole } from '../agreement/table.js';

/** One row of the first page of some parent's list. */
export interface Nested<T> {
  readonly parent: string;
  readonly node: T;
  readonly keys: readonly string[];
}

/** The first meetings of each agreement, oldest first, `first + 1` an agreement at most; one statement for all of them. */
export async function firstMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<MeetingRow>[]> {
  const { rows } = await sql<MeetingRow & { parent: string }>`
    select wanted.id as parent, m.* from unnest(${[...agreementIds]}::text[]) wanted (id)
    cross join lateral (
      select * from ${tableOf(db, 'meeting')} m
      where m.agreement_id = wanted.id and m.state = 'HELD' and m.held_day <= ${asOf.validOn}::date
        and ${knownThen('m', asOf)}
      order by m.held_day, m.meeting_id limit ${first + 1}
    ) m order by wanted.id, m.held_day, m.meeting_id`.execute(db);
  return rows.map(({ parent, ...node }) => ({ parent, node, keys: [node.held_day ?? '', node.meeting_id] }));
}

/** How many meetings of each agreement had been held by then. */
export async function countMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ parent: string; count: string }>`
    select m.agreement_id as parent, count(*) from ${tableOf(db, 'meeting')} m
    where m.agreement_id = any(${[...agreementIds]}::text[]) and m.state = 'HELD'
      and m.held_day <= ${asOf.validOn}::date and ${knownThen('m', asOf)}
    group by m.agreement_id`.execute(db);
  return new Map(rows.map(({ parent, count }) => [parent, Number(count)]));
}

/** The first agreements of each organisation by title, `first + 1` an organisation at most; one statement for all. */
export async function firstAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  roles: readonly ParticipationRole[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<string>[]> {
  const { rows } = await sql<{ parent: string; id: string; key: string }>`
    select wanted.id as parent, a.agreement_id as id, a.title_key as key
    from unnest(${[...organizationIds]}::text[]) wanted (id)
    cross join lateral (
      select distinct s.agreement_id, s.title_key from ${tableOf(db, 'participation')} p
      join ${tableOf(db, 'agreement_status')} s on s.agreement_id = p.agreement_id and ${validAndKnown('s', asOf)}
      where p.organization_id = wanted.id and p.role = any(${[...roles]}::text[]) and ${validAndKnown('p', asOf)}
      order by s.title_key, s.agreement_id limit ${first + 1}
    ) a order by wanted.id, a.title_key, a.agreement_id`.execute(db);
  return rows.map(({ parent, id, key }) => ({ parent, node: id, keys: [key, id] }));
}

/** How many agreements each organisation takes part in, in one of these roles. */
export async function countAgreementsOf(
  db: Db,
  organizationIds: readonly string[],
  roles: readonly ParticipationRole[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ parent: string; count: string }>`
    select p.organization_id as parent, count(distinct p.agreement_id) from ${tableOf(db, 'participation')} p
    where p.organization_id = any(${[...organizationIds]}::text[]) and p.role = any(${[...roles]}::text[])
      and ${validAndKnown('p', asOf)}
    group by p.organization_id`.execute(db);
  return new Map(rows.map(({ parent, count }) => [parent, Number(count)]));
}

/** How many events each stream has up to a position. */
export async function countEventsOf(
  db: Db,
  streams: readonly string[],
  position: bigint,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ parent: string; count: string }>`
    select stream as parent, count(*) from ${tableOf(db, 'event')}
    where stream = any(${[...streams]}::text[]) and position <= ${position.toString()}::bigint
    group by stream`.execute(db);
  return new Map(rows.map(({ parent, count }) => [parent, Number(count)]));
}

/** The knowledge time at each position: that of the last event up to there. */
export async function knownAtPositions(
  db: Db,
  positions: readonly bigint[],
): Promise<ReadonlyMap<bigint, Date>> {
  const { rows } = await sql<{ position: string; known: Date }>`
    select wanted.position, e.known from unnest(${positions.map(String)}::bigint[]) wanted (position)
    cross join lateral (
      select known from ${tableOf(db, 'event')} e where e.position <= wanted.position
      order by e.position desc limit 1
    ) e`.execute(db);
  return new Map(rows.map(({ position, known }) => [BigInt(position), known]));
}
