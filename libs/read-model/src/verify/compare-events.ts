import type { CheckedEvent, Envelope } from '@entente/ledger';
import { readStream } from '@entente/domain';
import type { PoolClient } from 'pg';
import { foundByOf } from '../event/row.js';
import { jsonbText } from '../schema/row-text.js';
import { schemaOf } from '../schema/version-tables.js';
import type { Version } from '../runner/versions.js';
import { damageOfReadModel, type Damage } from './damage.js';

/** A row of the read model's table of events, as it is compared. */
interface EventRow {
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurred_day: string;
  readonly happened_by: string;
  readonly about: readonly string[];
  readonly overridden: boolean;
  readonly recorded: Date;
  readonly known: Date;
  readonly hash: string;
  readonly envelope: Envelope;
}

const PAGE = 500;

/** Compares one version's table of events with the log, page by page of the log. */
export interface EventsCompared {
  page(events: readonly CheckedEvent[]): Promise<readonly Damage[]>;
  /** What the table has after the log's last event. */
  rest(): AsyncGenerator<readonly Damage[]>;
}

/** Compares the events of a version, read in the client's transaction, with those of the log that it has read. */
export function compareEvents(client: PoolClient, version: Version): EventsCompared {
  const schema = schemaOf(version.version);
  let reached = -1n;
  let known: Date | null = null;

  const rowsUpTo = async (to: bigint | null, limit: number | null): Promise<readonly EventRow[]> => {
    const { rows } = await client.query<EventRow>({
      name: `verify-events-${schema}`,
      text: `select position::text as position, id, stream, revision, type, occurred_day, happened_by, about, overridden,
               recorded, known, hash, envelope
             from ${schema}.event where position > $1 and ($2::bigint is null or position <= $2)
             order by position limit $3`,
      values: [reached.toString(), to?.toString() ?? null, limit],
    });
    return rows;
  };

  return {
    async page(events) {
      const read = events.filter(({ stored }) => stored.position.commit <= version.position);
      const last = read.at(-1)?.stored.position.commit;
      if (last === undefined) return [];
      const rows = new Map((await rowsUpTo(last, null)).map((row) => [row.position, row]));
      reached = last;
      const damage: Damage[] = [];
      for (const event of read) {
        const key = event.stored.position.commit.toString();
        const row = rows.get(key);
        rows.delete(key);
        if (event.read) known = later(known, new Date(event.read.envelope.recorded));
        if (readStream(event.stored.stream) !== null) damage.push(...differences(event, row, known));
      }
      return [...damage, ...[...rows.values()].map(unknown)];
    },
    async *rest() {
      for (;;) {
        const rows = await rowsUpTo(null, PAGE);
        const last = rows.at(-1);
        if (!last) return;
        reached = BigInt(last.position);
        yield rows.map(unknown);
      }
    },
  };
}

function unknown({ stream, revision, position }: EventRow): Damage {
  return damageOfReadModel(stream, revision, { problem: 'EVENT_UNKNOWN', position });
}

function later(known: Date | null, recorded: Date): Date {
  return known !== null && known > recorded ? known : recorded;
}

function differences(
  { stored, read }: CheckedEvent,
  row: EventRow | undefined,
  known: Date | null,
): readonly Damage[] {
  const { stream, revision } = stored;
  // The log's own damage is reported as that.
  if (!read) return [];
  if (!row) return [damageOfReadModel(stream, revision, { problem: 'EVENT_MISSING' })];
  const { envelope, hash } = read;
  const found = foundByOf(envelope);
  const columns = Object.entries({
    id: row.id === stored.id,
    stream: row.stream === stream,
    revision: row.revision === revision,
    type: row.type === stored.type,
    occurred_day: row.occurred_day === found.occurred_day,
    happened_by: row.happened_by === found.happened_by,
    about: row.about.join() === found.about.join(),
    overridden: row.overridden === found.overridden,
    recorded: row.recorded.getTime() === Date.parse(envelope.recorded),
    known: row.known.getTime() === known?.getTime(),
    hash: row.hash === hash,
    envelope: jsonbText(row.envelope) === jsonbText(envelope),
  }).flatMap(([column, same]) => (same ? [] : [column]));
  return columns.length === 0
    ? []
    : [damageOfReadModel(stream, revision, { problem: 'EVENT_DIFFERS', columns })];
}
