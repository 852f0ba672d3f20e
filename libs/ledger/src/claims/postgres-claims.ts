import {
  claimsHeldBy,
  claimsHeldIn,
  edgeKindOf,
  edgeOf,
  LEDGER_STREAMS,
  mayHoldClaims,
  mayReleaseClaims,
  readStream,
  streamNamed,
  type Claim,
  type Edge,
} from '@entente/domain';
import {
  comparePositions,
  formatPosition,
  parsePosition,
  type EventStore,
  type Position,
  type StoredEvent,
} from '@entente/event-store';
import DataLoader from 'dataloader';
import { escapeIdentifier, type Pool, type PoolClient } from 'pg';
import { CorruptEventError, pastEventOf, readBytes, type Envelope } from '../envelope/envelope.js';
import type { EventReader, ReadEvent } from '../read/event-reader.js';
import type { Claimant, Claims } from './claims.js';

const SCHEMA = `
  create schema if not exists claims;
  create table if not exists claims.identifier (
    scheme text not null,
    value text not null,
    command_id uuid not null,
    stream text not null,
    -- how many callers are at it; never 0 once it was recorded
    holders int not null default 1,
    created timestamptz not null default clock_timestamp(),
    primary key (scheme, value)
  );
  create table if not exists claims.command (
    command_id uuid primary key,
    stream text not null,
    -- how many callers are at it; never 0 once it was recorded
    holders int not null default 1,
    created timestamptz not null default clock_timestamp()
  );
  create table if not exists claims.progress (
    singleton boolean primary key default true check (singleton),
    position text
  );
  insert into claims.progress default values on conflict do nothing;
  alter table claims.progress add column if not exists form int not null default 1;
  -- The edges of chains and trees of subjects, asked for from either end.
  create index if not exists edge_value on claims.identifier (value) where scheme like 'entente:%';
  create index if not exists edge_stream on claims.identifier (stream) where scheme like 'entente:%';
`;

/** In which form claims stand here: 3 = as they are compared, without case and spaces, and the edges of supersessions with them. */
const FORM = 3;

/** A claim whose command has left no event after this long may be taken over. */
const ABANDONED_AFTER = '1 hour';
const BATCH = 1_000;

export interface ClaimsParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly events: EventReader;
  readonly indexCommands: boolean;
  /** Called with the first event that is not what was written: it claims nothing, and keeps nobody from opening. */
  readonly onDamage?: (found: CorruptEventError) => void;
}

/**
 * Makes the tables of claims where they are missing, as the account that owns them.
 *
 * @param writer the account that claims and releases
 */
export async function preparePostgresClaims(pool: Pool, writer?: string): Promise<void> {
  const account = writer === undefined ? null : escapeIdentifier(writer);
  const rights = account
    ? `grant usage on schema claims to ${account};
       grant select, insert, update, delete on all tables in schema claims to ${account}`
    : '';
  await pool.query(`select pg_advisory_xact_lock(7205922); ${SCHEMA} ${rights}`);
}

/**
 * Claims in PostgreSQL, beside the log or the read model, where their tables are ({@link preparePostgresClaims}). On opening, what the log holds and the tables lack is filled in:
 * identifiers always, commands with `indexCommands` (for a store that cannot find an event by its id).
 */
export async function openPostgresClaims(options: ClaimsParts): Promise<Claims> {
  const { pool, store } = options;
  await refillOtherForm(pool);
  await fillFromLog(options);

  const recorded = async ({ commandId, stream }: Claimant): Promise<boolean> =>
    (await wholeStream(store, stream)).some((event) => readBytes(event).envelope.cause.command === commandId);
  const holds = async (stream: string, { scheme, value }: Claim): Promise<boolean> =>
    (await heldBy(options, stream)).some((one) => one.scheme === scheme && one.value === value);

  // Asked about many at once by whoever rehearses many commands: those that come together are one statement.
  const holders = new DataLoader<Claim, HolderRow | null>((claims) => holdersAmong(pool, claims), {
    cache: false,
    batchScheduleFn: (go) => setImmediate(go),
  });

  /** Who holds a claim, and whether another may take it over. */
  const holderOf = async (claim: Claim) => {
    const holder = await holders.load(claim);
    return holder && { ...holder, abandoned: holder.old && !(await holds(holder.stream, claim)) };
  };

  // Asked with every signature: those that come together are one statement.
  const edges = new DataLoader<string, readonly EdgeRow[]>((ids) => edgesOf(pool, ids), {
    cache: false,
    batchScheduleFn: (go) => setImmediate(go),
  });
  const edgeRowsAt = async (ids: readonly string[]): Promise<readonly EdgeRow[]> =>
    (await Promise.all(ids.map((id) => edges.load(id)))).flat();

  // As with commands: those that come together are one statement, and wait for the disk once.
  const made = new DataLoader<Held, boolean>((claims) => insertHeld(pool, claims), {
    cache: false,
    batchScheduleFn: (go) => setImmediate(go),
  });

  const claimOne = async (claimant: Claimant, { scheme, value }: Claim): Promise<boolean> => {
    for (;;) {
      if (await made.load({ ...claimant, scheme, value })) return true;
      const holder = await holderOf({ scheme, value });
      if (!holder) continue;
      if (!holder.abandoned) return false;
      // Judged again: since it was read, its command may have come back to it.
      await pool.query(
        `delete from claims.identifier where scheme = $1 and value = $2 and command_id = $3 and stream = $4
           and created < clock_timestamp() - $5::interval`,
        [scheme, value, holder.command_id, holder.stream, ABANDONED_AFTER],
      );
    }
  };

  const release = async ({ commandId, stream }: Claimant, identifiers: readonly Claim[]): Promise<void> => {
    for (const { scheme, value } of identifiers) {
      const held = [scheme, value, commandId, stream];
      await pool.query(
        `update claims.identifier set holders = holders - 1
         where scheme = $1 and value = $2 and command_id = $3 and stream = $4`,
        held,
      );
      await pool.query(
        `delete from claims.identifier
         where scheme = $1 and value = $2 and command_id = $3 and stream = $4 and holders <= 0`,
        held,
      );
    }
  };

  const streamOfCommand = async (commandId: string): Promise<string | null> => {
    const { rows } = await pool.query<{ stream: string }>(
      'select stream from claims.command where command_id = $1',
      [commandId],
    );
    return rows[0]?.stream ?? null;
  };

  // Those that come together are one statement, and wait for the disk once.
  const commands = new DataLoader<Claimant, boolean>((claimants) => insertCommands(pool, claimants), {
    cache: false,
    batchScheduleFn: (go) => setImmediate(go),
  });

  return {
    streamOfCommand,
    async claimAll(claimant, identifiers) {
      const taken: Claim[] = [];
      const held: Claim[] = [];
      try {
        for (const identifier of identifiers)
          ((await claimOne(claimant, identifier)) ? held : taken).push(identifier);
      } catch (error) {
        await release(claimant, held).catch(() => {});
        throw error;
      }
      return taken;
    },
    async holdersOf(asked) {
      const found = await Promise.all(asked.map(holderOf));
      return found.map((holder) =>
        holder && !holder.abandoned ? { commandId: holder.command_id, stream: holder.stream } : null,
      );
    },
    releaseAll: release,
    async giveUp(stream, identifiers) {
      for (const { scheme, value } of identifiers)
        await pool.query('delete from claims.identifier where scheme = $1 and value = $2 and stream = $3', [
          scheme,
          value,
          stream,
        ]);
    },
    async edgesAt(kind, ids) {
      return (await edgeRowsAt(ids)).flatMap((row) => (edgeKindOf(row) === kind ? edgeOfRow(row) : []));
    },
    async dropAbandonedEdges(ids) {
      for (const { scheme, value, stream, old } of await edgeRowsAt(ids))
        if (old && !(await holds(stream, { scheme, value })))
          await pool.query(
            `delete from claims.identifier where scheme = $1 and value = $2 and stream = $3
               and created < clock_timestamp() - $4::interval`,
            [scheme, value, stream, ABANDONED_AFTER],
          );
    },
    async claimCommand(claimant) {
      const { commandId, stream } = claimant;
      for (;;) {
        if (await commands.load(claimant)) return stream;
        const { rows } = await pool.query<{ stream: string; old: boolean }>(
          `select stream, created < clock_timestamp() - $2::interval as old
           from claims.command where command_id = $1`,
          [commandId, ABANDONED_AFTER],
        );
        const holder = rows[0];
        if (!holder) continue;
        if (!holder.old || (await recorded({ commandId, stream: holder.stream }))) return holder.stream;
        await pool.query('delete from claims.command where command_id = $1 and stream = $2', [
          commandId,
          holder.stream,
        ]);
      }
    },
    async releaseCommand({ commandId, stream }) {
      await pool.query(
        'update claims.command set holders = holders - 1 where command_id = $1 and stream = $2',
        [commandId, stream],
      );
      await pool.query('delete from claims.command where command_id = $1 and stream = $2 and holders <= 0', [
        commandId,
        stream,
      ]);
    },
  };
}

interface HolderRow {
  readonly command_id: string;
  readonly stream: string;
  readonly old: boolean;
}

/** Who holds each of some claims; null where nobody does. */
async function holdersAmong(pool: Pool, claims: readonly Claim[]): Promise<readonly (HolderRow | null)[]> {
  const { rows } = await pool.query<HolderRow & { readonly place: number }>({
    name: 'claims.holders',
    text: `select asked.place::int as place, command_id, stream, created < clock_timestamp() - $3::interval as old
           from unnest($1::text[], $2::text[]) with ordinality as asked (scheme, value, place)
           join claims.identifier using (scheme, value)`,
    values: [claims.map(({ scheme }) => scheme), claims.map(({ value }) => value), ABANDONED_AFTER],
  });
  const holders = claims.map((): HolderRow | null => null);
  for (const { place, ...holder } of rows) holders[place - 1] = holder;
  return holders;
}

interface EdgeRow extends Claim {
  readonly stream: string;
  readonly old: boolean;
}

/** The claims of edges at each of some subjects, of whatever kind. */
async function edgesOf(pool: Pool, ids: readonly string[]): Promise<readonly (readonly EdgeRow[])[]> {
  const asked = [...new Set(ids)];
  const columns = `scheme, value, stream, created < clock_timestamp() - $3::interval as old`;
  const { rows } = await pool.query<EdgeRow>({
    name: 'claims.edges',
    text: `select ${columns} from claims.identifier where scheme like 'entente:%' and value = any($1::text[])
           union
           select ${columns} from claims.identifier where scheme like 'entente:%' and stream = any($2::text[])`,
    values: [
      asked,
      asked.flatMap((id) => EDGE_STREAMS.map((kind) => streamNamed(kind, id))),
      ABANDONED_AFTER,
    ],
  });
  return ids.map((id) =>
    rows.filter((row) => edgeOfRow(row).some(({ below, above }) => below === id || above === id)),
  );
}

/** The kinds of stream that hold edges. */
const EDGE_STREAMS = ['organization', 'agreement'] as const;

function edgeOfRow({ scheme, value, stream }: EdgeRow): readonly Edge[] {
  const edge = edgeOf({ scheme, value }, readStream(stream)?.id ?? stream);
  return edge ? [edge] : [];
}

/** Claims commands for their streams; says of each whether it is its claimant's. */
async function insertCommands(pool: Pool, claimants: readonly Claimant[]): Promise<readonly boolean[]> {
  return inRounds(
    claimants,
    ({ commandId }) => commandId,
    async (round) => {
      const { rows } = await pool.query<{ command_id: string }>({
        name: 'claims.command',
        text: `insert into claims.command as held (command_id, stream) select * from unnest($1::uuid[], $2::text[])
               on conflict (command_id) do update set holders = held.holders + 1 where held.stream = excluded.stream
               returning command_id`,
        values: [round.map(({ commandId }) => commandId), round.map(({ stream }) => stream)],
      });
      return rows.map(({ command_id }) => command_id);
    },
  );
}

/** Takes claims for their claimants; says of each whether it is its claimant's. */
async function insertHeld(pool: Pool, claims: readonly Held[]): Promise<readonly boolean[]> {
  return inRounds(claims, claimKey, async (round) => {
    const { rows } = await pool.query<Claim>({
      name: 'claims.identifier',
      text: `insert into claims.identifier as held (scheme, value, command_id, stream)
             select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[])
             on conflict (scheme, value) do update set holders = held.holders + 1, created = clock_timestamp()
             where held.command_id = excluded.command_id and held.stream = excluded.stream
             returning scheme, value`,
      values: [
        round.map(({ scheme }) => scheme),
        round.map(({ value }) => value),
        round.map(({ commandId }) => commandId),
        round.map(({ stream }) => stream),
      ],
    });
    return rows.map(claimKey);
  });
}

function claimKey({ scheme, value }: Claim): string {
  return `${scheme} ${value}`;
}

/**
 * Inserts what was asked for; says of each whether it is its claimant's. One statement changes a row once: whoever came first of
 * those with one key. In one order, so that no two processes wait for each other.
 */
async function inRounds<T>(
  asked: readonly T[],
  keyOf: (one: T) => string,
  insert: (round: readonly T[]) => Promise<readonly string[]>,
): Promise<readonly boolean[]> {
  const places = asked.map((one, place) => ({ one, place, key: keyOf(one) }));
  const mine = new Set<number>();
  for (let left = places; left.length > 0;) {
    const round = [...Map.groupBy(left, ({ key }) => key).values()]
      .flatMap(([first]) => first ?? [])
      .toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const claimed = new Set(await insert(round.map(({ one }) => one)));
    for (const { place, key } of round) if (claimed.has(key)) mine.add(place);
    left = left.filter((one) => !round.includes(one));
  }
  return places.map(({ place }) => mine.has(place));
}

/** Claims that stand in another form than today's are made again from the log. */
async function refillOtherForm(pool: Pool): Promise<void> {
  await pool.query(
    `with other as (update claims.progress set form = ${FORM}, position = null where form <> ${FORM} returning 1)
     delete from claims.identifier where exists (select from other)`,
  );
}

function isNotFound(error: unknown): boolean {
  return (error as { failure?: { kind?: string } }).failure?.kind === 'STREAM_NOT_FOUND';
}

/** Fills in what the log holds and the tables lack. */
async function fillFromLog({ pool, store, events, indexCommands, onDamage }: ClaimsParts): Promise<void> {
  const { rows } = await pool.query<{ position: string | null }>('select position from claims.progress');
  let from: Position | null = rows[0]?.position ? parsePosition(rows[0].position) : null;
  const head = await store.head(LEDGER_STREAMS);
  // An older copy of the log was put back: in it the place means nothing.
  if (from && head && comparePositions(from, head) > 0) from = null;
  let whole = true;
  for (;;) {
    // Every event of the ledger, not only those that are wanted: the place where a page ends is known and kept, so that the
    // next start goes on there, however far behind it the last organisation is.
    const page = await store.readAll(from, LEDGER_STREAMS, BATCH);
    const last = page.at(-1);
    if (!last) return;
    const envelopes: Envelope[] = [];
    const corrected = new Set<string>();
    for (const stored of page) {
      if (mayReleaseClaims(stored.type)) corrected.add(stored.stream);
      if (!indexCommands && !mayHoldClaims(stored.type)) continue;
      const read = readWhole(events, stored);
      if (read instanceof CorruptEventError) {
        if (whole) onDamage?.(read);
        whole = false;
      } else envelopes.push(read.envelope);
    }
    from = last.position;
    const held = new Map<string, readonly Held[]>();
    for (const stream of corrected) held.set(stream, await heldBy({ store, events }, stream));
    // From the first damaged event on all is read again at every start, until it is mended and holds what it claims.
    await inTransaction(pool, async (client) => {
      await insertClaims(client, envelopes.flatMap(claimedBy));
      if (indexCommands) await insertCommandsOf(client, envelopes);
      for (const [stream, claims] of held) await keepOnly(client, stream, claims);
      await insertClaims(client, [...held.values()].flat());
      if (whole)
        await client.query('update claims.progress set position = $1', [formatPosition(last.position)]);
    });
  }
}

/** A claim as the tables keep it. */
type Held = Claim & Claimant;

/** What an event claimed; later ones may have released it. */
function claimedBy({ type, data, stream, cause }: Envelope): readonly Held[] {
  return claimsHeldBy(type, data).map((claim) => ({ ...claim, commandId: cause.command, stream }));
}

/** Every stored event of a stream; none where it was never written. */
async function wholeStream(store: EventStore, stream: string): Promise<readonly StoredEvent[]> {
  const whole: StoredEvent[] = [];
  for (;;) {
    const page = await store.readStream(stream, whole.length, 'forwards', BATCH).catch((error: unknown) => {
      if (isNotFound(error)) return [];
      throw error;
    });
    whole.push(...page);
    if (page.length < BATCH) return whole;
  }
}

/** What a stream holds in effect, as far as its events can be read. */
async function heldBy(
  { store, events }: Pick<ClaimsParts, 'store' | 'events'>,
  stream: string,
): Promise<readonly Held[]> {
  const whole = await wholeStream(store, stream);
  const read = whole
    .map((stored) => readWhole(events, stored))
    .flatMap((one) => ('envelope' in one ? [one.envelope] : []));
  const commands = new Map(read.map(({ id, cause }) => [id, cause.command]));
  return claimsHeldIn(read.map((envelope) => pastEventOf(envelope))).flatMap(({ by, ...claim }) => {
    const commandId = commands.get(by);
    return commandId === undefined ? [] : [{ ...claim, commandId, stream }];
  });
}

/** Takes away what a stream claimed and holds in effect no more. */
async function keepOnly(client: PoolClient, stream: string, held: readonly Claim[]): Promise<void> {
  await client.query(
    `delete from claims.identifier where stream = $1
       and (scheme, value) not in (select * from unnest($2::text[], $3::text[]))`,
    [stream, held.map(({ scheme }) => scheme), held.map(({ value }) => value)],
  );
}

function readWhole(events: EventReader, stored: StoredEvent): ReadEvent | CorruptEventError {
  try {
    return events.read(stored);
  } catch (error) {
    if (error instanceof CorruptEventError) return error;
    throw error;
  }
}

/** Writes claims over what is there; of one claim that comes twice, the last: whoever had it before has given it up. */
async function insertClaims(client: PoolClient, claims: readonly Held[]): Promise<void> {
  const last = [...new Map(claims.map((one) => [claimKey(one), one])).values()];
  await client.query(
    `insert into claims.identifier (scheme, value, command_id, stream)
     select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[])
     on conflict (scheme, value) do update set command_id = excluded.command_id, stream = excluded.stream`,
    [
      last.map(({ scheme }) => scheme),
      last.map(({ value }) => value),
      last.map(({ commandId }) => commandId),
      last.map(({ stream }) => stream),
    ],
  );
}

async function insertCommandsOf(client: PoolClient, envelopes: readonly Envelope[]): Promise<void> {
  await client.query(
    'insert into claims.command (command_id, stream) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing',
    [envelopes.map(({ cause }) => cause.command), envelopes.map(({ stream }) => stream)],
  );
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
