import { formatPosition, inOneWrite, type StoredEvent } from '@entente/event-store';
import {
  CorruptEventError,
  checkLink,
  mostRemembered,
  type Envelope,
  type EventReader,
  type RecordedEvent,
} from '@entente/ledger';
import type { Pool, PoolClient } from 'pg';
import { readStream } from '@entente/domain';
import { foundByOf } from '../event/row.js';
import { copyRows } from '../schema/copy-rows.js';
import { RowKeeper, type Changes } from '../schema/row-keeper.js';
import { asText, type Row } from '../schema/row-text.js';
import type { Table } from '../schema/table.js';
import { schemaOf } from '../schema/version-tables.js';
import type { Projection } from './projection.js';

/** Someone else moved the checkpoint, or put another version in the place of this one: this runner writes no more. */
export class FencedError extends Error {
  constructor() {
    super('another runner has moved the checkpoint, or a rebuild has replaced the version');
    this.name = 'FencedError';
  }
}

/** An event as it came from the log, read and checked; or why it cannot be, to be raised when its turn comes. */
export type Incoming =
  | { readonly stored: StoredEvent; readonly envelope: Envelope; readonly hash: string }
  | { readonly stored: StoredEvent; readonly corrupt: CorruptEventError };

/** Reads an event of the log, ahead of its turn. */
export function readIncoming(stored: StoredEvent, events: EventReader): Incoming {
  try {
    return { stored, ...events.read(stored) };
  } catch (error) {
    if (error instanceof CorruptEventError) return { stored, corrupt: error };
    throw error;
  }
}

/** How far a version has come. */
export interface Progress {
  /** The store's position as text, to subscribe after; null at the beginning. */
  readonly checkpoint: string | null;
  readonly position: bigint;
  /** The ledger's knowledge time there. */
  readonly known: Date | null;
}

/** The most events whose histories are remembered between batches. */
const MEMORY = mostRemembered(20_000);

/** Applies events to one version of the read model, a batch a transaction. */
export class BatchWriter {
  private readonly keepers: ReadonlyMap<Table, RowKeeper>;
  private histories = new Map<string, RecordedEvent[]>();
  private remembers = 0;
  private readonly schema: string;

  /** @param live whether the version is the one that answers, which only a rebuild's own is not: that one nobody else writes */
  constructor(
    private readonly version: number,
    readonly live: boolean,
    private readonly projections: readonly Projection[],
    private readonly warn: (message: string) => void = () => {},
  ) {
    this.schema = schemaOf(version);
    this.keepers = new Map(
      projections.flatMap(({ tables }) => tables).map((table) => [table, new RowKeeper(table)]),
    );
  }

  /**
   * Applies a batch within the client's open transaction and moves the checkpoint there.
   * @throws {FencedError} when the checkpoint is not where this writer left it, or the version is not live any more: a
   * switch that was waited for leaves the old checkpoint as it was; {@link CorruptEventError}.
   */
  apply(client: PoolClient, batch: readonly Incoming[], from: Progress): Promise<Progress> {
    return this.orForget(async () => {
      await inOneWrite(client, () =>
        Promise.all([this.lock(client, from), this.loadHistories(client, batch)]),
      );
      return this.send(client, this.rowsOf(batch, from));
    });
  }

  /**
   * Makes the rows of a batch ahead of its turn, while those of the batch before may still be on their way. Only for whom
   * nobody else writes this version: a stream that begins in the batch is taken for new.
   * @throws {CorruptEventError}
   */
  makeAhead(pool: Pool, batch: readonly Incoming[], from: Progress): Promise<Made> {
    return this.orForget(async () => {
      await this.loadHistories(pool, batch, { beginningsAreNew: true });
      return this.rowsOf(batch, from);
    });
  }

  /**
   * Copies what was made ahead into the tables within the open transaction of a client that sends no statements ahead.
   * @throws {FencedError} as {@link BatchWriter.apply}
   */
  write(client: PoolClient, made: Made): Promise<Progress> {
    return this.orForget(async () => {
      await this.lock(client, made.from);
      return this.copy(client, made);
    });
  }

  private async orForget<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private async lock(client: PoolClient, from: Progress): Promise<void> {
    const { rows } = await client.query<{ checkpoint: string | null; live: boolean }>({
      name: 'checkpoint-lock',
      text: 'select checkpoint, live from read_model.version where version = $1 for update',
      values: [this.version],
    });
    const row = rows[0];
    if (!row || row.checkpoint !== from.checkpoint || row.live !== this.live) throw new FencedError();
  }

  private async send(client: PoolClient, { to, events, changes }: Made): Promise<Progress> {
    // None of these waits for another's answer: on a pipelined connection they are one round trip.
    await inOneWrite(client, () =>
      Promise.all([
        insertEvents(client, this.schema, events),
        ...changes.map(({ keeper, rows }) => keeper.write(client, this.schema, rows)),
        this.moveCheckpoint(client, to),
      ]),
    );
    return to;
  }

  private async copy(client: PoolClient, { to, events, changes }: Made): Promise<Progress> {
    await copyEvents(client, this.schema, events);
    for (const { keeper, rows } of changes) await keeper.copy(client, this.schema, rows);
    await this.moveCheckpoint(client, to);
    return to;
  }

  /** Forgets what is not known to be committed. */
  forget(): void {
    for (const keeper of this.keepers.values()) keeper.clear();
    this.histories = new Map();
    this.remembers = 0;
  }

  private rowsOf(batch: readonly Incoming[], from: Progress): Made {
    let known = from.known;
    const rows: EventRow[] = [];
    for (const incoming of batch) {
      if ('corrupt' in incoming) throw incoming.corrupt;
      const { stored, envelope, hash } = incoming;
      const history = this.histories.get(stored.stream) ?? [];
      if (stored.revision !== history.length)
        throw new CorruptEventError(stored.stream, stored.revision, {
          corruption: 'OUT_OF_ORDER',
          expected: history.length,
        });
      checkLink(stored, envelope.prev, history.at(-1)?.hash ?? null);
      const event: RecordedEvent = { envelope, hash, position: stored.position };
      history.push(event);
      this.remembers += 1;
      const recorded = new Date(envelope.recorded);
      if (known === null || recorded > known) known = recorded;
      rows.push({ position: stored.position.commit, envelope, hash, known });
      for (const { projection, subject } of projectionsOf(this.projections, stored.stream))
        for (const { table, rows: made } of projection.project(subject, history, this.warn))
          this.keeperOf(table).replace(subject, made, stored.position.commit);
    }
    const last = batch.at(-1)?.stored;
    const to: Progress = last
      ? { checkpoint: formatPosition(last.position), position: last.position.commit, known }
      : from;
    const changes = [...this.keepers.values()].map((keeper) => ({ keeper, rows: keeper.take() }));
    return { from, to, events: rows, changes };
  }

  private keeperOf(table: Table): RowKeeper {
    const keeper = this.keepers.get(table);
    if (!keeper) throw new Error(`no projection says that ${table.name} is a table of its own`);
    return keeper;
  }

  private async moveCheckpoint(client: PoolClient, to: Progress): Promise<void> {
    await client.query({
      name: 'checkpoint-move',
      text: `with moved as (
               update read_model.version
               set checkpoint = $2, position = $3, known = $4, updated = clock_timestamp(),
                   poison = null, poison_position = null
               where version = $1 returning live, position
             )
             select pg_notify('entente_projected', position::text) from moved where live`,
      values: [this.version, to.checkpoint, to.position.toString(), to.known],
    });
  }

  private async loadHistories(
    client: Pool | PoolClient,
    batch: readonly Incoming[],
    { beginningsAreNew = false } = {},
  ): Promise<void> {
    const first = Map.groupBy(batch, ({ stored }) => stored.stream);
    if (this.remembers > MEMORY) this.forgetOldest(first);
    const unknown: string[] = [];
    for (const [stream, [incoming]] of first) {
      const known = this.histories.get(stream);
      // The one used last stands last; a map gives its oldest first.
      if (known) this.histories.delete(stream);
      this.histories.set(stream, known ?? []);
      if (known) continue;
      if (beginningsAreNew && incoming?.stored.revision === 0) this.assumeNew(stream);
      else unknown.push(stream);
    }
    if (unknown.length === 0) return;
    await Promise.all([this.readHistories(client, unknown), ...this.readStanding(client, unknown)]);
  }

  private async readHistories(client: Pool | PoolClient, streams: readonly string[]): Promise<void> {
    const { rows } = await client.query<{
      stream: string;
      hash: string;
      envelope: Envelope;
      position: string;
    }>({
      name: `histories-${this.schema}`,
      text: `select stream, hash, envelope, position::text from ${this.schema}.event
             where stream = any($1::text[]) order by stream, revision`,
      values: [streams],
    });
    for (const { stream, hash, envelope, position } of rows) {
      const commit = BigInt(position);
      this.histories.get(stream)?.push({ envelope, hash, position: { commit, prepare: commit } });
      this.remembers += 1;
    }
  }

  private readStanding(client: Pool | PoolClient, streams: readonly string[]): readonly Promise<void>[] {
    return this.projections.flatMap((projection) => {
      const read = streams.flatMap((stream) => projectionsOf([projection], stream));
      const subjects = read.map(({ subject }) => subject);
      return projection.tables.map((table) => this.keeperOf(table).load(client, this.schema, subjects));
    });
  }

  private assumeNew(stream: string): void {
    for (const { projection, subject } of projectionsOf(this.projections, stream))
      for (const table of projection.tables) this.keeperOf(table).assumeNew(subject);
  }

  /** Forgets the streams that were used longest ago, down to half of what may be remembered. */
  private forgetOldest(except: { has(stream: string): boolean }): void {
    for (const [stream, history] of this.histories) {
      if (this.remembers <= MEMORY / 2) return;
      if (except.has(stream)) continue;
      this.histories.delete(stream);
      this.remembers -= history.length;
      for (const { projection, subject } of projectionsOf(this.projections, stream))
        for (const table of projection.tables) this.keeperOf(table).drop(subject);
    }
  }
}

/** The projections that a stream is read by, with what it is called there; none for the ledger's own stream. */
export function projectionsOf(
  projections: readonly Projection[],
  stream: string,
): readonly { readonly projection: Projection; readonly subject: string }[] {
  const read = readStream(stream);
  if (read === null || read.kind === null || read.id === null) return [];
  const { kind, id } = read;
  return projections.flatMap((projection) => {
    if (projection.kind === 'every') return [{ projection, subject: stream }];
    return projection.kind === kind ? [{ projection, subject: id }] : [];
  });
}

/** The rows of a batch, and how far they bring the version. */
export interface Made {
  readonly from: Progress;
  readonly to: Progress;
  readonly events: readonly EventRow[];
  readonly changes: readonly { readonly keeper: RowKeeper; readonly rows: Changes }[];
}

interface EventRow {
  readonly position: bigint;
  readonly envelope: Envelope;
  readonly hash: string;
  readonly known: Date;
}

/** The columns of an event, with what each is sent as. */
const EVENT_COLUMNS = [
  ['position', 'bigint'],
  ['id', 'uuid'],
  ['stream', 'text'],
  ['revision', 'int'],
  ['type', 'text'],
  ['actor', 'text'],
  ['occurred_day', 'date'],
  ['happened_by', 'date'],
  ['recorded', 'timestamptz'],
  ['known', 'timestamptz'],
  ['hash', 'text'],
  ['about', 'text[]'],
  ['overridden', 'boolean'],
  ['envelope', 'json'],
] as const;
const EVENT_NAMES = EVENT_COLUMNS.map(([name]) => name);

/** An event as it is sent: a text a column. */
function eventRow({ position, envelope, hash, known }: EventRow): Row {
  const { occurred_day, happened_by, about, overridden } = foundByOf(envelope);
  return [
    position.toString(),
    envelope.id,
    envelope.stream,
    String(envelope.rev),
    envelope.type,
    envelope.actor,
    occurred_day,
    happened_by,
    envelope.recorded,
    known.toISOString(),
    hash,
    asText(about, 'text[]'),
    String(overridden),
    JSON.stringify(envelope),
  ];
}

async function insertEvents(client: PoolClient, schema: string, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(eventRow);
  // An array for each column, which PostgreSQL puts side by side as rows.
  const cast = ([name, type]: (typeof EVENT_COLUMNS)[number]) => `${name}::${type}`;
  await client.query({
    name: `events-${schema}`,
    text: `insert into ${schema}.event (${EVENT_NAMES.join(', ')})
           select ${EVENT_COLUMNS.map(cast).join(', ')}
           from unnest(${EVENT_NAMES.map((_, at) => `$${at + 1}::text[]`).join(', ')}) made (${EVENT_NAMES.join(', ')})`,
    values: EVENT_NAMES.map((_, at) => rows.map((row) => row[at] ?? null)),
  });
}

async function copyEvents(client: PoolClient, schema: string, events: readonly EventRow[]): Promise<void> {
  if (events.length > 0) await copyRows(client, `${schema}.event`, EVENT_NAMES, events.map(eventRow));
}
