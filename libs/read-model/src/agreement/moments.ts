import { EvidenceAttached, factOfType, isCorrection, isNotice, type Day } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
import { oneOf, type AsOf, type Db } from '../asking/as-of.js';
import type { Tables } from '../tables.js';

/** An event as a session of recording counts it. */
export type Recording = Pick<Tables['event'], 'stream' | 'position' | 'recorded' | 'actor' | 'type'> &
  Pick<Envelope, 'provenance' | 'data'>;

/** What was recorded in each stream up to a position, in the order of the log. */
export async function recordingsOf(
  db: Db,
  streams: readonly string[],
  asOf: AsOf,
): Promise<readonly Recording[]> {
  const rows = await db
    .selectFrom('event')
    .select(['stream', 'position', 'recorded', 'actor', 'type', 'envelope'])
    .where(oneOf('stream', streams))
    .where('position', '<=', asOf.position.toString())
    .orderBy('position')
    .execute();
  return rows.map(({ envelope: { provenance, data }, ...row }) => ({ ...row, provenance, data }));
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

function sourcesOf({ type, provenance, data }: Recording): readonly string[] {
  const { sourceId } = data;
  const attached = type === EvidenceAttached.type && typeof sourceId === 'string' ? [sourceId] : [];
  return [...provenance.map(({ source }) => source), ...attached];
}
