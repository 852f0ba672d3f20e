import { EvidenceAttached, factOfType, isCorrection, isNotice, type Day } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
import { sql } from 'kysely';
import { oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

/** An event as a session of recording counts it. */
export type Recording = Pick<Tables['event'], 'stream' | 'position' | 'recorded' | 'actor' | 'type'> &
  Pick<Envelope, 'provenance'> & {
    /** The source that evidence attaches; null for other events. */
    readonly attached: string | null;
  };

/** What was recorded in each stream up to a position, in the order of the log. */
export async function recordingsOf(
  db: Db,
  streams: readonly string[],
  asOf: AsOf,
): Promise<readonly Recording[]> {
  // Of each event only what is counted: histories are long.
  return db
    .selectFrom('event')
    .select(['stream', 'position', 'recorded', 'actor', 'type'])
    .select([
      sql<Recording['provenance']>`envelope -> 'provenance'`.as('provenance'),
      sql<
        string | null
      >`case when type = ${EvidenceAttached.type} then envelope -> 'data' ->> 'sourceId' end`.as('attached'),
    ])
    .where(oneOf('stream', streams))
    .where('position', '<=', asOf.position.toString())
    .orderBy('position')
    .execute();
}

/** A session of recording: what one actor recorded of something on one day, one after the other. */
export interface Moment {
  /** Its last event: an answer as of this position knows all of it. */
  readonly position: bigint;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  /** How many facts it recorded: neither corrections nor the ledger's own notices. */
  readonly facts: number;
  /** The sources that its events cite, in the order of the first citation. */
  readonly sources: readonly string[];
}

/** The sessions in which a stream was recorded, in the order of the log. */
export function momentsOf(
  recordings: readonly Recording[],
  dayOf: (instant: Date) => Day,
): readonly Moment[] {
  const sessions: Recording[][] = [];
  for (const one of recordings) {
    const last = sessions.at(-1)?.at(-1);
    if (last?.actor === one.actor && dayOf(last.recorded) === dayOf(one.recorded)) sessions.at(-1)?.push(one);
    else sessions.push([one]);
  }
  return sessions.map((events) => {
    const last = events.at(-1) as Recording;
    return {
      position: BigInt(last.position),
      recordedAt: last.recorded,
      recordedBy: last.actor,
      facts: events.filter(isFact).length,
      sources: [...new Set(events.flatMap(sourcesOf))],
    };
  });
}

function isFact(event: Recording): boolean {
  const declared = factOfType(event.type);
  return declared !== null && !isCorrection(event) && !isNotice(declared);
}

function sourcesOf({ provenance, attached }: Recording): readonly string[] {
  return [...provenance.map(({ source }) => source), ...(attached === null ? [] : [attached])];
}
