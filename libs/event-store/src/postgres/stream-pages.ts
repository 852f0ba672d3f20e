import DataLoader from 'dataloader';
import { escapeIdentifier, type PoolClient } from 'pg';
import type { StoredEvent } from '../port.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from './event-row.js';

/** A page of one stream to read. */
export interface PageWanted {
  readonly stream: string;
  /** The revision that it begins with, going by `direction`. */
  readonly from: number;
  readonly direction: 'forwards' | 'backwards';
  readonly limit: number;
}

/** Reads a page; null when the stream was never written. */
export type ReadStreamPage = (wanted: PageWanted) => Promise<readonly StoredEvent[] | null>;

/** The largest number of pages that one statement reads. */
const MOST = 32;

/** Reads pages of streams; those that are asked for in one turn of the event loop are read by one statement. */
export function createStreamPages(
  schema: string,
  read: <T>(ask: (client: PoolClient) => Promise<T>) => Promise<T>,
): ReadStreamPage {
  const pagesIn = (direction: PageWanted['direction']) => {
    const statement = prepare(schema, direction);
    return new DataLoader<PageWanted, readonly StoredEvent[] | null>(
      (wanted) =>
        read(async (client) => {
          const values = [
            wanted.map(({ stream }) => stream),
            wanted.map(({ from }) => from),
            wanted.map(({ limit }) => limit),
          ];
          const { rows } = await client.query<PageRow>({ ...statement, values });
          const pages = wanted.map((): StoredEvent[] | null => null);
          for (const { place, ...row } of rows) {
            const page = (pages[place - 1] ??= []);
            if (row.id !== null) page.push(toEvent(row));
          }
          return pages;
        }),
      { cache: false, maxBatchSize: MOST, batchScheduleFn: (go) => setImmediate(go) },
    );
  };
  const forwards = pagesIn('forwards');
  const backwards = pagesIn('backwards');
  return (wanted) => (wanted.direction === 'forwards' ? forwards : backwards).load(wanted);
}

/** An event of the page at `place`, from 1; one without an id says that the stream is there and the page is empty. */
type PageRow = { readonly place: number } & EventRow;

function prepare(schema: string, direction: PageWanted['direction']) {
  const log = escapeIdentifier(schema);
  const [reaches, order] = direction === 'forwards' ? ['>=', ''] : ['<=', 'DESC'];
  return {
    name: `entente-${direction}`,
    text: `
      SELECT w.place::int AS place, p.*
        FROM unnest($1::text[], $2::int[], $3::bigint[]) WITH ORDINALITY AS w (stream, start, most, place)
        LEFT JOIN LATERAL (
          SELECT ${EVENT_COLUMNS} FROM ${log}.event e
           WHERE e.stream = w.stream AND e.revision ${reaches} w.start
           ORDER BY e.stream ${order}, e.revision ${order} LIMIT w.most
        ) p ON true
       WHERE p.id IS NOT NULL OR EXISTS (SELECT FROM ${log}.event e WHERE e.stream = w.stream)
       ORDER BY w.place, p.revision ${order}`,
  };
}
