import type { StoredEvent } from '../port.js';

/** A row of the log as it is read: {@link EVENT_COLUMNS}. */
export interface EventRow {
  readonly position: string;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly bytes: Buffer;
  readonly hash: Buffer;
  readonly created: number;
}

/** What is read of an event `e`. */
export const EVENT_COLUMNS = `e.position::text AS position, e.id::text AS id, e.stream, e.revision, e.type, e.bytes, e.hash,
  (extract(epoch FROM e.created) * 1000)::float8 AS created`;

/** A row as the port gives it. */
export function toEvent(row: EventRow): StoredEvent {
  const position = BigInt(row.position);
  return {
    id: row.id,
    stream: row.stream,
    revision: row.revision,
    type: row.type,
    bytes: new Uint8Array(row.bytes),
    hash: row.hash.toString('hex'),
    position: { commit: position, prepare: position },
    created: Math.trunc(row.created),
  };
}
