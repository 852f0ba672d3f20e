import { EventEmitter } from 'node:events';
import { LEDGER_STREAMS } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import type { Lookups } from '@entente/ledger';
import { Pool } from 'pg';
import type { Db } from './asking/as-of.js';
import { versionsIn } from './asking/version-db.js';
import { partyDaysOf } from './agreement/queries.js';
import { meetingsHeldOn } from './meeting/queries.js';
import { namesLike } from './organization/queries.js';
import { isReplaced, liveVersion, type Version } from './runner/versions.js';
import { lastPositionKnownBy } from './event/queries.js';
import { listen } from './listen.js';

/** A position that the read model has not reached within the time given. */
export class ProjectionBehindError extends Error {
  constructor(
    readonly wanted: bigint,
    readonly projected: bigint,
  ) {
    super(`position ${wanted} is not projected yet; the read model is at ${projected}`);
    this.name = 'ProjectionBehindError';
  }
}

/** What a knowledge time stands for. */
export interface KnownAt {
  readonly position: bigint;
  /** False for the future and the last ten seconds: they stand for the head of this moment, and for a later one soon. */
  readonly settled: boolean;
}

/** The read model, to ask. */
export interface ReadModel {
  readonly pool: Pool;
  /** Runs a question on the live version; asked again once when a rebuild has just replaced it. */
  ask<T>(question: (db: Db) => Promise<T>): Promise<T>;
  /** How far the live version has come, asked of the database. */
  projected(): Promise<Version>;
  /** The position that the live version has reached: as it was notified, and asked where no notice can be relied on. */
  head(): Promise<bigint>;
  /** Waits until a position of the log is projected. @throws {ProjectionBehindError} at once where the log has not come there */
  waitFor(position: bigint, timeoutMs?: number): Promise<void>;
  /**
   * The position that stands for a knowledge time: the last one recorded by then. What it answers for an instant more than
   * ten seconds old never changes; the future and the last ten seconds are the head.
   */
  positionKnownAt(instant: Date): Promise<KnownAt>;
  /** Calls back after each batch that was projected, with the position reached; returns what stops it. */
  onProjected(listener: (position: bigint) => void): () => void;
  readonly lookups: Lookups;
  /** Stops listening; the pool is its owner's to end. */
  close(): Promise<void>;
}

const WAIT_MS = 5_000;
/** Younger than this is the head: an append sealed then may still be under way. */
const SETTLING_MS = 10_000;
const POLL_MS = 250;
/** A connection may be dead for long before anybody notices: this old, what it said is asked again. */
const HEAD_MS = 1_000;

/** Opens the read model for questions. The versions must have been prepared. */
export async function openReadModel(options: {
  readonly pool: Pool;
  readonly connectionString: string;
  readonly store: EventStore;
}): Promise<ReadModel> {
  const { pool, store } = options;
  const dbOf = versionsIn(pool);
  const projectedEvents = new EventEmitter().setMaxListeners(0);
  let head: { readonly position: bigint; readonly askedAt: number } | null = null;
  let notices = 0;
  const listening = await listen(options.connectionString, {
    onPosition(position) {
      notices += 1;
      if (head && position > head.position) head = { ...head, position };
      projectedEvents.emit('projected', position);
    },
    onLost() {
      head = null;
    },
  });
  let live: { readonly version: number; readonly db: Db } | null = null;

  const projected = async (): Promise<Version> => {
    const [before, askedAt] = [notices, performance.now()];
    const version = await liveVersion(pool);
    if (!version) throw new Error('the read model was not prepared');
    if (live?.version !== version.version) live = { version: version.version, db: dbOf(version.version) };
    // What was notified while this was asked is newer; otherwise the database knows best, also where it went back.
    const newer = notices !== before && head !== null && head.position > version.position;
    head = { position: newer && head ? head.position : version.position, askedAt };
    return version;
  };
  const db = async (): Promise<Db> => {
    if (!live) await projected();
    if (!live) throw new Error('the read model was not prepared');
    return live.db;
  };
  const ask = async <T>(question: (db: Db) => Promise<T>): Promise<T> => {
    try {
      return await question(await db());
    } catch (error) {
      if (!isReplaced(error)) throw error;
      live = null;
      return question(await db());
    }
  };
  const waitFor = async (position: bigint, timeoutMs = WAIT_MS): Promise<void> => {
    const deadline = Date.now() + timeoutMs;
    let inLog = false;
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(done, POLL_MS);
        function done(): void {
          clearTimeout(timer);
          projectedEvents.off('projected', done);
          resolve();
        }
        projectedEvents.once('projected', done);
      });
      const { position: reached } = await projected();
      if (reached >= position) return;
      // What is not in the log yet may never come: nobody waits for it.
      inLog ||= position <= ((await store.head(LEDGER_STREAMS))?.commit ?? 0n);
      if (!inLog || Date.now() >= deadline) throw new ProjectionBehindError(position, reached);
      await woken;
    }
  };
  const lastKnownBy = (instant: Date) => ask((on) => lastPositionKnownBy(on, instant));
  const catchUpWithHead = async (settled: boolean): Promise<void> => {
    const head = await store.head(LEDGER_STREAMS, { settled });
    if (head) await waitFor(head.commit);
  };

  /** Appends that were sealed before this instant are over, by the clock of the database; milliseconds since 1970. */
  const settledBefore = async (): Promise<number> => {
    const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
    return (rows[0]?.now.getTime() ?? 0) - SETTLING_MS;
  };
  let settledUntil = -Infinity;
  let settling: Promise<number> | null = null;
  const settleNow = async (): Promise<number> => {
    const until = await settledBefore();
    await catchUpWithHead(true);
    return until;
  };
  /**
   * Waits until all that was known by an instant is projected. What was waited for once is never waited for again, and many
   * wait together: each time keeps writers waiting too.
   */
  const settle = async (instant: Date): Promise<void> => {
    while (settledUntil < instant.getTime()) {
      settling ??= settleNow().finally(() => (settling = null));
      settledUntil = Math.max(settledUntil, await settling);
    }
  };

  return {
    pool,
    ask,
    projected,
    async head() {
      if (head && listening.isOn() && performance.now() - head.askedAt < HEAD_MS) return head.position;
      return (await projected()).position;
    },
    waitFor,
    async positionKnownAt(instant) {
      if (instant.getTime() > (await settledBefore()))
        return { position: (await projected()).position, settled: false };
      const first = await lastKnownBy(instant);
      if (first.fixed) return { position: first.position, settled: true };
      await settle(instant);
      return { position: (await lastKnownBy(instant)).position, settled: true };
    },
    onProjected(listener) {
      projectedEvents.on('projected', listener);
      return () => projectedEvents.off('projected', listener);
    },
    lookups: {
      async similarNames(asked) {
        await catchUpWithHead(false);
        return ask((on) => namesLike(on, asked));
      },
      async meetingsOn({ agreementId, day }) {
        await catchUpWithHead(false);
        return ask((on) => meetingsHeldOn(on, agreementId, day));
      },
      async partiesIn(organizationIds) {
        await catchUpWithHead(false);
        return ask((on) => partyDaysOf(on, organizationIds));
      },
    },
    async close() {
      await listening.close();
    },
  };
}
