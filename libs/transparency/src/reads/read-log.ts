import type { Check, Logger } from '@entente/platform';
import type { Pool } from 'pg';
import { appendReads, digestOfRead, type ReadEntry, type ReadThing } from './read-entries.js';

/** Who opens something sealed, and by which way. */
export interface Reader {
  readonly who: string;
  readonly way: string;
}

/** It could not be noted who reads something sealed: it stays closed. */
export class ReadNotNotedError extends Error {
  /** What HTTP answers. */
  readonly statusCode = 503;
  constructor(options: ErrorOptions) {
    super('what is sealed stays closed, because it could not be noted who reads it', options);
    this.name = 'ReadNotNotedError';
  }
}

/** The log of who read what is sealed, and of exports: never what stands there, and no name. */
export interface ReadLog {
  /** Notes what is about to be read; on disk when it resolves. @throws {ReadNotNotedError} */
  note(reader: Reader, what: readonly ReadThing[]): Promise<void>;
  /** What stands for something sealed in the entries. */
  digestOf(thing: ReadThing): string;
  /** Whether it can be written. */
  check(): Promise<Check>;
}

interface Waiting {
  readonly entry: ReadEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** A few megabytes. */
const REMEMBERED = 20_000;

const OWN: Reader = { who: 'system:read-log', way: 'check' };
const CLOSED: Check = {
  ok: false,
  reason:
    'it cannot be noted who reads what is sealed, so that all of it stays closed; the log says why (schema read_log of the main database)',
};

/** The log in a database whose tables are there. What is noted at once is written in one statement. */
export function openReadLog(parts: {
  readonly pool: Pick<Pool, 'query'>;
  /** Of the vault: what digests are made with. */
  readonly secret: Buffer;
  readonly now: () => Date;
  readonly log: Logger;
}): ReadLog {
  const { pool, secret, now, log } = parts;
  let waiting: Waiting[] = [];
  let writing = false;
  let failing = false;
  /** An HMAC costs more than all else of a note, and the same names are read again and again. */
  const digests = new Map<string, string>();
  const digestOf = (thing: ReadThing): string => {
    const name = `${thing.kind} ${thing.id}`;
    const known = digests.get(name);
    if (known !== undefined) return known;
    if (digests.size >= REMEMBERED) digests.clear();
    const digest = digestOfRead(secret, thing);
    digests.set(name, digest);
    return digest;
  };

  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await appendReads(
          pool,
          batch.map(({ entry }) => entry),
        );
        if (failing) log.info('It is noted again who reads what is sealed.');
        failing = false;
        for (const { done } of batch) done();
      } catch (error) {
        if (!failing)
          log.error('It cannot be noted who reads what is sealed: all of it stays closed.', { error });
        failing = true;
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  };

  const note: ReadLog['note'] = async ({ who, way }, what) => {
    const digests = [...new Set(what.map(digestOf))].toSorted();
    const entry = { at: now().toISOString(), who, way, what: digests };
    await new Promise<void>((done, failed) => {
      waiting.push({ entry, done, failed });
      if (!writing) void write();
    }).catch((cause: unknown) => {
      throw new ReadNotNotedError({ cause });
    });
  };

  return {
    note,
    digestOf,
    async check() {
      // Nobody may read for a while: what is noted here says whether it can be noted again.
      if (failing) await note(OWN, []).catch(() => undefined);
      if (failing) return CLOSED;
      const { rows } = await pool.query<{ may: boolean }>(
        `SELECT has_table_privilege('read_log.entry', 'INSERT') AND has_table_privilege('read_log.length', 'UPDATE') AS may`,
      );
      return rows[0]?.may === true ? { ok: true } : CLOSED;
    },
  };
}
