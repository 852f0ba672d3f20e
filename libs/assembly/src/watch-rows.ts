import { setTimeout as pause } from 'node:timers/promises';
import { STORED_EVENTS, createEventReader, type RecordedEvent } from '@entente/ledger';
import type { EventStore } from '@entente/event-store';
import type { Logger } from '@entente/platform';
import {
  LEDGER_READ_MODEL,
  damageOfReadModel,
  keepVerification,
  lookAtSlice,
  type Damage,
  type SliceParts,
  type SlicePlace,
  type StandingRows,
  type TableAsked,
} from '@entente/read-model';
import {
  REPLAYED_TABLES,
  compareStream,
  loggedEvent,
  replayStream,
  type Difference,
  type StoredRow,
} from '@entente/replay';
import type { Pool } from 'pg';

/** The continuous look at the rows from which the ledger answers. */
export interface RowsWatch {
  /** Looks at all of them once, without pauses; says what it found. */
  look(): Promise<readonly Damage[]>;
  stop(): Promise<void>;
}

/** Streams looked at in one go. */
const STREAMS = 25;
/** It rests nineteen times as long as it works, so that it takes a twentieth of one core at most; and never less than this. */
const REST_FACTOR = 19;
const SHORTEST_REST_MS = 500;
/** How long a process that ends waits for a look. */
const LONGEST_GOODBYE_MS = 2_000;
/** From the end of one round to the beginning of the next. */
const BETWEEN_ROUNDS_MS = 60_000;

/** The tables that a replay gives the rows of. */
export const TABLES_REPLAYED: readonly TableAsked[] = Object.entries(REPLAYED_TABLES).map(
  ([table, { kind, subject }]) => ({ table, kind, subject }),
);

/**
 * Compares the rows of the read model with the log, some streams at a time, again and again, at low priority: with a replay that
 * shares no code with the projections, and with the projections themselves. What differs is noted, and turns health red until a
 * rebuild, or a verification that finds nothing (docs/adr/0049-the-log-is-read-twice.md).
 */
export function watchRows(parts: {
  readonly pool: Pool;
  readonly writerPool: Pool;
  readonly store: EventStore;
  readonly ledgerId: string;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}): RowsWatch {
  const { pool, writerPool, store, ledgerId, log } = parts;
  const sliceParts: SliceParts = {
    pool,
    writerPool,
    store,
    // A reader of its own: damage in the log is reported by whoever reads that event for an answer.
    events: createEventReader(STORED_EVENTS, ledgerId),
    readModel: LEDGER_READ_MODEL,
    tables: TABLES_REPLAYED,
    compare: compareStanding,
  };
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let place: SlicePlace | null = null;
  let working: Promise<void> = Promise.resolve();
  /** What the last round found: it is logged once, and stays in health. */
  let logged = new Set<string>();
  let found = new Set<string>();
  /** What was looked at since the round began. */
  let round = { version: -1, streams: 0 };

  const slice = async (): Promise<readonly Damage[]> => {
    const { version, streams, damage, next } = await lookAtSlice(sliceParts, place, STREAMS);
    // A rebuild begins it anew.
    if (place === null || version !== round.version) {
      round = { version: version ?? -1, streams: 0 };
      found = new Set();
    }
    round.streams += streams;
    place = next;
    for (const { stream, problem } of damage) {
      const said = `${stream} ${problem.en}`;
      found.add(said);
      if (!logged.has(said))
        log.error('A row of the read model is not what the log says; rebuild it.', {
          stream,
          problem: problem.en,
        });
    }
    if (place === null) {
      [logged, found] = [found, new Set()];
      if (version !== null)
        await keepVerification(writerPool, { ...round, kind: 'ROWS', damage: logged.size });
    }
    return damage;
  };

  const goOn = async (): Promise<void> => {
    const began = performance.now();
    await slice().catch((error: unknown) => {
      place = null;
      if (!stopped)
        log.warn('The rows could not be compared with the log; the next round tries again.', { error });
    });
    const rest = Math.max(SHORTEST_REST_MS, (performance.now() - began) * REST_FACTOR);
    if (!stopped) later(place === null ? BETWEEN_ROUNDS_MS : rest);
  };
  const later = (delay: number): void => {
    timer = setTimeout(() => {
      working = goOn();
    }, delay);
    timer.unref();
  };
  // A start has better things to do.
  later(BETWEEN_ROUNDS_MS);

  return {
    async look() {
      clearTimeout(timer);
      await working;
      place = null;
      const all: Damage[] = [];
      do all.push(...(await slice()));
      while (place !== null);
      if (!stopped) later(BETWEEN_ROUNDS_MS);
      return all;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      // A look that takes longer writes nothing that would be missed.
      await Promise.race([working, pause(LONGEST_GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}

function compareStanding(
  { stream, rows }: StandingRows,
  history: readonly RecordedEvent[],
): readonly Damage[] {
  const replayed = replayStream(
    stream,
    history.map(({ envelope }) => loggedEvent({ ...envelope })),
  );
  if (!replayed) return [];
  return compareStream(replayed, rows as readonly StoredRow[]).map((one) => damageOf(stream, one));
}

function damageOf(stream: string, { table, key, day, problem, field, event }: Difference): Damage {
  const at = { table, key: key === '' ? stream : key, day: day ?? '*' };
  if (problem === 'EXTRA') return damageOfReadModel(stream, null, { problem: 'ROW_EXTRA', ...at });
  const said = { ...at, event: event ?? '' };
  if (problem === 'MISSING') return damageOfReadModel(stream, null, { problem: 'ROW_MISSING', ...said });
  return damageOfReadModel(stream, null, { problem: 'ROW_DIFFERS', field: field ?? '', ...said });
}
