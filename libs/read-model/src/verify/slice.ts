import { readStream } from '@entente/domain';
import { createStreamReader, type EventReader, type RecordedEvent } from '@entente/ledger';
import type { EventStore } from '@entente/event-store';
import type { Pool, PoolClient } from 'pg';
import type { ReadModelDefinition } from '../runner/definition.js';
import { inTransaction } from '../runner/locks.js';
import { liveVersion, type Version } from '../runner/versions.js';
import { schemaOf } from '../schema/version-tables.js';
import { jsonbText } from '../schema/row-text.js';
import { compareSome, historyUpTo, withoutEvents } from './compare-rows.js';
import { damageOfReadModel, noteDamage, type Damage } from './damage.js';
import {
  inSnapshot,
  rowsOfSubjects,
  tablesByKind,
  type StandingRows,
  type TableAsked,
} from './standing-rows.js';

/** Where a look at the rows goes on: the version, and the last stream that was looked at. */
export interface SlicePlace {
  readonly version: number;
  readonly after: string;
}

/** What looking at some streams came to. */
export interface SliceLooked {
  /** The version whose rows they are; null where there is nothing to look at. */
  readonly version: number | null;
  readonly streams: number;
  readonly damage: readonly Damage[];
  /** Where to go on; null where all have been looked at, or nothing is there to look at. */
  readonly next: SlicePlace | null;
}

export interface SliceParts {
  /** Reads; another account may do that than the one that notes what was found. */
  readonly pool: Pool;
  readonly writerPool: Pool;
  readonly store: EventStore;
  readonly events: EventReader;
  readonly readModel: ReadModelDefinition;
  /** Another look at the rows that stand of a stream, which shares nothing with the projections; of these tables. */
  readonly tables: readonly TableAsked[];
  readonly compare: (standing: StandingRows, history: readonly RecordedEvent[]) => readonly Damage[];
}

/**
 * Compares the rows of some streams with the log, in a snapshot of its own: with what the projections make of their histories,
 * and with what `compare` does. What is found is noted, and stays known as what `verify` finds does.
 */
export async function lookAtSlice(
  parts: SliceParts,
  from: SlicePlace | null,
  most: number,
): Promise<SliceLooked> {
  const looked = await inSnapshot(parts.pool, async (client) => {
    const live = await liveVersion(client);
    if (live?.layout !== parts.readModel.layout) return null;
    const after = from?.version === live.version ? from.after : '';
    return { live, ...(await lookAt(client, live, parts, { after, most })) };
  });
  if (!looked) return { version: null, streams: 0, damage: [], next: null };
  const { live, streams, damage } = looked;
  if (damage.length > 0)
    await inTransaction(parts.writerPool, (client) => noteDamage(client, damage, live.version));
  const last = streams.at(-1);
  const goesOn = streams.length === most && last !== undefined;
  const next = goesOn ? { version: live.version, after: last } : null;
  return { version: live.version, streams: streams.length, damage, next };
}

async function lookAt(
  client: PoolClient,
  live: Version,
  { store, events, readModel, tables, compare }: SliceParts,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<{ readonly streams: readonly string[]; readonly damage: readonly Damage[] }> {
  const schema = schemaOf(live.version);
  const { rows } = await client.query<{ stream: string }>(
    `select stream from ${schema}.event where revision = 0 and stream > $1 order by stream limit $2`,
    [after, most],
  );
  const streams = rows.map(({ stream }) => stream);
  const reader = createStreamReader(store, events);
  const histories = new Map<string, readonly RecordedEvent[] | null>();
  for (const stream of streams) histories.set(stream, await historyUpTo(reader, stream, live.position));
  const { damage } = await compareSome(client, schema, streams, {
    projections: readModel.projections,
    historyOf: async (stream) => histories.get(stream) ?? null,
  });
  const apart = [...(await eventsDiffering(client, schema, histories, live.position))];
  for (const [kind, asked] of tablesByKind(tables)) {
    const subjects = streams.flatMap((stream) => {
      const read = readStream(stream);
      return read?.kind === kind && read.id !== null ? [read.id] : [];
    });
    if (subjects.length === 0) continue;
    for (const standing of await rowsOfSubjects(client, schema, {
      kind,
      tables: asked,
      subjects,
      position: live.position,
    })) {
      const history = histories.get(standing.stream);
      if (history) apart.push(...compare(standing, history));
    }
  }
  const over = streams.length < most ? await withoutEvents(client, schema, readModel.projections) : [];
  return { streams, damage: [...apart, ...damage, ...over] };
}

/** The events that the version has, against the histories of the log. */
async function eventsDiffering(
  client: PoolClient,
  schema: string,
  histories: ReadonlyMap<string, readonly RecordedEvent[] | null>,
  position: bigint,
): Promise<readonly Damage[]> {
  const { rows } = await client.query<{
    stream: string;
    revision: number;
    position: string;
    hash: string;
    envelope: object;
  }>(
    `select stream, revision, position::text as position, hash, envelope from ${schema}.event
     where stream = any($1) and position <= $2 order by stream, revision`,
    [[...histories.keys()], position.toString()],
  );
  const stored = Map.groupBy(rows, ({ stream }) => stream);
  return [...histories].flatMap(([stream, history]): readonly Damage[] => {
    if (!history) return [];
    const there = new Map((stored.get(stream) ?? []).map((row) => [row.revision, row]));
    const differing = history.flatMap(({ envelope, hash }, revision): readonly Damage[] => {
      const row = there.get(revision);
      there.delete(revision);
      if (!row) return [damageOfReadModel(stream, revision, { problem: 'EVENT_MISSING' })];
      const columns = [
        ...(row.hash === hash ? [] : ['hash']),
        ...(jsonbText(row.envelope) === jsonbText(envelope) ? [] : ['envelope']),
      ];
      if (columns.length === 0) return [];
      return [damageOfReadModel(stream, revision, { problem: 'EVENT_DIFFERS', columns: columns.join(', ') })];
    });
    const unknown = [...there.values()].map((row) =>
      damageOfReadModel(stream, row.revision, { problem: 'EVENT_UNKNOWN', position: row.position }),
    );
    return [...differing, ...unknown];
  });
}
