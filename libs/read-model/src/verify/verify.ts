import type { EventStore, HasDensePositions } from '@entente/event-store';
import { checkLog, createStreamReader, type EventReader } from '@entente/ledger';
import type { Pool, PoolClient } from 'pg';
import type { Db } from '../asking/as-of.js';
import { versionsIn } from '../asking/version-db.js';
import type { ReadModelDefinition, Summary } from '../runner/definition.js';
import { WHOLE_TABLES } from '../runner/summaries.js';
import { liveVersion, type Version } from '../runner/versions.js';
import { schemaOf } from '../schema/version-tables.js';
import { compareEvents } from './compare-events.js';
import { compareRows } from './compare-rows.js';
import { inSnapshot } from './standing-rows.js';
import { keepVerification } from './verifications.js';
import { damageOfLog, damageOfReadModel, replaceDamage, type Damage } from './damage.js';

/** How far a verification has come. */
export interface Progress {
  readonly of: 'EVENTS' | 'STREAMS';
  readonly done: number;
  /** An estimate while the ledger records. */
  readonly total: number;
}

/** What was verified, and how much of it is damaged. */
export interface Verified {
  readonly events: number;
  readonly streams: number;
  readonly rows: number;
  /** Up to where the read model was compared; null where there is none of this program's layout to compare. */
  readonly comparedTo: bigint | null;
  readonly damage: number;
}

export interface VerifyParts {
  readonly store: EventStore & Partial<HasDensePositions>;
  readonly events: EventReader;
  readonly pool: Pool;
  readonly readModel: ReadModelDefinition;
  readonly onDamage: (damage: Damage) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** The most findings that are remembered for health: it needs one, a person some. */
const REMEMBERED = 1_000;

/**
 * Verifies the whole log, and the read model against it as it stands when this begins: its events one by one, and every row
 * of its tables against what the projections make of the streams' histories. It keeps no more in memory than a page of events
 * and the histories of a hundred streams. What it finds is remembered, in place of all that was known before.
 */
export async function verify(parts: VerifyParts): Promise<Verified> {
  const { pool, onDamage } = parts;
  const kept: Damage[] = [];
  let damage = 0;
  const report = (found: readonly Damage[]): void => {
    for (const one of found) {
      damage += 1;
      if (kept.length < REMEMBERED) kept.push(one);
      onDamage(one);
    }
  };
  // One snapshot: the read model may go on meanwhile, and so may a rebuild.
  const { version, ...rest } = await inSnapshot(pool, (client) => verifyIn(client, parts, report));
  await replaceDamage(pool, kept, version);
  if (version !== null)
    await keepVerification(pool, { kind: 'WHOLE', streams: rest.streams, damage, version });
  return { ...rest, damage };
}

async function verifyIn(client: PoolClient, parts: VerifyParts, report: (found: readonly Damage[]) => void) {
  const { store, events, pool, readModel, onProgress } = parts;
  const live = await liveVersion(client);
  const version = live?.layout === readModel.layout ? live : null;
  const read = await verifyEvents(client, parts, version, report);
  if (!version) return { events: read, streams: 0, rows: 0, comparedTo: null, version: null };
  const total = await countStreams(client, version);
  let streams = 0;
  let rows = 0;
  const reader = createStreamReader(store, events);
  for await (const compared of compareRows(client, version, readModel.projections, reader)) {
    streams += compared.streams;
    rows += compared.rows;
    report(compared.damage);
    onProgress({ of: 'STREAMS', done: streams, total });
  }
  report(await compareSummaries(client, versionsIn(pool)(version.version), readModel.summaries));
  return { events: read, streams, rows, comparedTo: version.position, version: version.version };
}

/** What is kept of all subjects together, against their rows; of the streams of all, as no single one is at fault. */
async function compareSummaries(
  client: PoolClient,
  db: Db,
  summaries: readonly Summary[],
): Promise<readonly Damage[]> {
  const damage: Damage[] = [];
  for (const summary of summaries) {
    const keptAt = summary.keptAt(db);
    const [kept] = (await client.query<{ position: string }>(keptAt.sql, [...keptAt.parameters])).rows;
    if (!kept) continue;
    const compare = summary.compare(db, BigInt(kept.position));
    for (const setting of WHOLE_TABLES) await client.query(`set local ${setting}`);
    const { rows } = await client.query<{ missing: number; surplus: number }>(compare.sql, [
      ...compare.parameters,
    ]);
    for (const { missing, surplus } of rows)
      if (missing + surplus > 0)
        damage.push(damageOfReadModel('*', null, { problem: 'COUNTS_DIFFER', missing, surplus }));
  }
  return damage;
}

/** The log, and beside it the read model's table of events. */
async function verifyEvents(
  client: PoolClient,
  { store, events, onProgress }: VerifyParts,
  version: Version | null,
  report: (found: readonly Damage[]) => void,
): Promise<number> {
  const compared = version && compareEvents(client, version);
  const total = await countEvents(client, version);
  let done = 0;
  for await (const page of checkLog(store, events)) {
    report(page.events.flatMap(({ damage }) => damage.map(damageOfLog)));
    if (page.end) report([damageOfLog(page.end)]);
    if (compared) report(await compared.page(page.events));
    done += page.events.length;
    onProgress({ of: 'EVENTS', done, total: Math.max(total, done) });
  }
  if (compared) for await (const found of compared.rest()) report(found);
  return done;
}

async function countEvents(client: PoolClient, version: Version | null): Promise<number> {
  if (!version) return 0;
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${schemaOf(version.version)}.event`,
  );
  return rows[0]?.count ?? 0;
}

async function countStreams(client: PoolClient, { version }: Version): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${schemaOf(version)}.event where revision = 0`,
  );
  return rows[0]?.count ?? 0;
}
