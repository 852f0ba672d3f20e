import { ErasureRequested, FACTS, isNotice, PersonDataErased } from '@entente/domain';
import { sql } from 'kysely';
import { oneOf, tableOf, type Db } from '../asking/as-of.js';
import { inTurns } from '../asking/in-turns.js';
import { countOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

/** What is answered of an event: all else that its row has is looked for, and stands in the envelope too. */
const ANSWERED = ['position', 'id', 'hash', 'known', 'envelope'] as const;
/** What the ledger notes by itself, which nobody is late with. */
const NOTICES = FACTS.filter(isNotice).map(({ type }) => type);

export type EventRow = Pick<Tables['event'], (typeof ANSWERED)[number]>;

/** Events by id, each once. */
export async function eventsByIds(db: Db, ids: readonly string[]): Promise<readonly EventRow[]> {
  return db
    .selectFrom('event')
    .select(ANSWERED)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** Which events of the log; members are joined by "and". */
export interface EventFilter {
  readonly stream?: string;
  readonly types?: readonly string[];
  /** Recorded by this actor, `role:token-id`. */
  readonly actor?: string;
  /** Recorded from this instant on. */
  readonly recordedFrom?: Date;
  /** Recorded before this instant. */
  readonly recordedBefore?: Date;
  /** Of this stream, or naming or citing what it is of. */
  readonly about?: string;
  /** A rule was set aside for it, or none was. */
  readonly overridden?: boolean;
  /** Recorded more than so many days after the last day on which it can have happened, by the days of a zone; not by the ledger itself. */
  readonly late?: { readonly days: number; readonly timeZone: string };
}

function filtered(db: Db, filter: EventFilter, position: bigint) {
  let query = db.selectFrom('event').where('position', '<=', position.toString());
  if (filter.stream !== undefined) query = query.where('stream', '=', filter.stream);
  if (filter.types) query = query.where(oneOf('type', filter.types));
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.recordedFrom) query = query.where('recorded', '>=', filter.recordedFrom);
  if (filter.recordedBefore) query = query.where('recorded', '<', filter.recordedBefore);
  const { about, overridden, late } = filter;
  if (about !== undefined) query = query.where(sql<boolean>`about @> ${[about]}::text[]`);
  if (overridden !== undefined)
    query = query.where(overridden ? sql<boolean>`overridden` : sql<boolean>`not overridden`);
  if (late)
    query = query.where(
      sql<boolean>`(recorded at time zone ${late.timeZone})::date - happened_by > ${late.days}::int
        and ${sql.ref('type')} <> all(${NOTICES}::text[])`,
    );
  return query;
}

/** A page of events in the order of the log, or against it; valid time never filters history. */
export function listEvents(
  db: Db,
  list: {
    readonly filter: EventFilter;
    readonly newestFirst?: boolean;
    readonly position: bigint;
    readonly page: PageRequest;
  },
): Promise<Page<EventRow>> {
  const order = [{ column: 'position', type: 'bigint', descending: list.newestFirst ?? false }] as const;
  return pageOf(filtered(db, list.filter, list.position).select(ANSWERED), order, list.page);
}

/** How many events pass the filter. */
export function countEvents(db: Db, filter: EventFilter, position: bigint): Promise<number> {
  return countOf(filtered(db, filter, position));
}

/** Events by the place in their streams, `stream@revision`. */
export async function eventsByPlace(
  db: Db,
  places: readonly { readonly stream: string; readonly revision: number }[],
): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`
    select ${sql.join(ANSWERED.map((column) => sql.ref(`e.${column}`)))} from unnest(
      ${places.map(({ stream }) => stream)}::text[], ${places.map(({ revision }) => revision)}::int[]
    ) wanted (stream, revision)
    join ${tableOf(db, 'event')} e on e.stream = wanted.stream and e.revision = wanted.revision`.execute(db);
  return rows;
}

/** Which part of the histories of some streams. */
export interface HistoryAsked {
  readonly newestFirst?: boolean;
  /** Only events of these types. */
  readonly types?: readonly string[];
}

/** A page of a history: its first events, or its last ones, as known at a position. */
interface HistoryPage extends HistoryAsked {
  readonly position: bigint;
  readonly first: number;
}

/** An event in the history that it is asked for. */
type InHistory = EventRow & { readonly parent: string };

/** The most events that histories asked for together may have. */
const MOST_EVENTS = 1_000;

const firstEvents = inTurns<HistoryPage, InHistory>(
  (db, streams, { position, first, newestFirst, types }) => {
    // What is asked of one stream is planned once: of several, PostgreSQL plans anew each time.
    const [asked, stream] = streams.length === 1 ? ['one', '$1'] : ['several', 'wanted.id'];
    const order = newestFirst ? 'revision desc' : 'revision';
    // The index of a stream has its revisions, which come in the order of their positions.
    const history = `
      select stream as parent, revision, ${ANSWERED.join(', ')} from ${db.schemaName}.event
      where stream = ${stream} and position <= $2::bigint and ($3::text[] is null or type = any($3::text[]))
      order by ${order} limit $4`;
    const histories = `
      select below.* from unnest($1::text[]) wanted (id) cross join lateral (${history}) below
      order by parent, ${order}`;
    return db.send<InHistory>(
      {
        name: `history-of-${asked}-${db.schemaName}-${order}`,
        text: asked === 'one' ? history : histories,
      },
      [asked === 'one' ? streams[0] : streams, position.toString(), types ?? null, first + 1],
    );
  },
  {
    idOf: ({ parent }) => parent,
    nameOf: ({ position, first, newestFirst, types }) =>
      `${position} ${first} ${newestFirst ?? false} ${types?.join() ?? ''}`,
    most: ({ first }) => Math.floor(MOST_EVENTS / first),
  },
);

/** The first events of each stream, or the last ones; at most `first + 1` of each. */
export async function firstEventsOf(
  db: Db,
  streams: readonly string[],
  page: HistoryPage,
): Promise<readonly Nested<EventRow>[]> {
  const rows = await firstEvents(db, streams, page);
  return rows.map((row) => ({ parent: row.parent, node: row, keys: [row.position] }));
}

function typed(column: string, types: readonly string[] | undefined) {
  return types ? sql`and ${oneOf(column, types)}` : sql``;
}

/** How many events each stream has up to a position. */
export function countEventsOf(
  db: Db,
  streams: readonly string[],
  position: bigint,
  { types }: HistoryAsked = {},
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select stream as parent, count(*) from ${tableOf(db, 'event')}
      where ${oneOf('stream', streams)} and position <= ${position.toString()}::bigint ${typed('type', types)}
      group by stream`,
  );
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

/** The last position known by an instant (−1: none), and whether a later event fixes that for ever. */
export async function lastPositionKnownBy(
  db: Db,
  instant: Date,
): Promise<{ readonly position: bigint; readonly fixed: boolean }> {
  const { rows } = await sql<{ position: string | null; fixed: boolean }>`
    select
      (select position from ${tableOf(db, 'event')} where known <= ${instant} order by known desc, position desc limit 1) as position,
      exists (select 1 from ${tableOf(db, 'event')} where known > ${instant}) as fixed`.execute(db);
  return { position: BigInt(rows[0]?.position ?? -1), fixed: rows[0]?.fixed ?? false };
}

/** Everybody who recorded anything, as events name them: a step down the index for each. */
export async function recordersOf(db: Db, most: number): Promise<readonly string[]> {
  const event = tableOf(db, 'event');
  const { rows } = await sql<{ actor: string }>`
    with recursive recorder (actor) as (
      select min(actor) from ${event}
      union all
      select (select min(actor) from ${event} where actor > recorder.actor) from recorder
      where recorder.actor is not null
    )
    select actor from recorder where actor is not null limit ${most}`.execute(db);
  return rows.map(({ actor }) => actor);
}

/**
 * The last event of each day on which anything was recorded, by the days of a zone; the latest first. A step down the index for
 * each, however many events a day has.
 */
export async function recordingDays(
  db: Db,
  timeZone: string,
  most: number,
): Promise<readonly { readonly position: bigint; readonly known: Date }[]> {
  const event = tableOf(db, 'event');
  const { rows } = await sql<{ position: string; known: Date }>`
    with recursive day (position, known) as (
      (select position, known from ${event} order by known desc, position desc limit 1)
      union all
      select e.position, e.known from day cross join lateral (
        select position, known from ${event}
        where known < date_trunc('day', day.known at time zone ${timeZone}) at time zone ${timeZone}
        order by known desc, position desc limit 1
      ) e
    )
    select position, known from day limit ${most}`.execute(db);
  return rows.map(({ position, known }) => ({ position: BigInt(position), known }));
}

/** The streams of persons whose erasure was asked for, and whether it is done. */
export async function erasuresIn(
  db: Db,
): Promise<readonly { readonly stream: string; readonly done: boolean }[]> {
  return db
    .selectFrom('event')
    .select(['stream', sql<boolean>`bool_or(type = ${PersonDataErased.type})`.as('done')])
    .where(oneOf('type', [ErasureRequested.type, PersonDataErased.type]))
    .groupBy('stream')
    .orderBy('stream')
    .execute();
}

/** The keys that seal what the last registration of a person holds; none before the first. */
export async function newestSealed(db: Db): Promise<readonly string[]> {
  const row = await db
    .selectFrom('event')
    .select('envelope')
    .where('type', '=', 'PersonRegistered')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? Object.values(row.envelope.personal).map(({ kid }) => kid) : [];
}
