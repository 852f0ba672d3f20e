import { inTransaction } from '@entente/read-model';
import type { Pool, PoolClient } from 'pg';

/** An event that is to be sent to a webhook. */
export interface Waiting {
  readonly webhookId: string;
  readonly eventId: string;
  /** Where to, and what it is signed with. */
  readonly sealed: Buffer;
  readonly body: string;
}

/** What came of trying. */
export type Tried =
  | { readonly state: 'SENT' }
  | { readonly state: 'TROUBLE'; readonly problem: string; readonly passing: boolean };

/** A delivery that was given up, as lists show it. */
export interface DeadLetter {
  readonly webhookId: string;
  readonly eventId: string;
  readonly attempts: number;
  readonly settled: Date;
  readonly problem: string;
}

/** How many deliveries are in which state. */
export interface DeliveryCounts {
  readonly waiting: number;
  /** Those of them that were tried before. */
  readonly retrying: number;
  readonly sent: number;
  readonly dead: number;
}

/** What goes to webhooks. */
export interface Deliveries {
  /** Notes, in the transaction of a reader, what a webhook is to get; each event once. */
  note(
    client: Pick<PoolClient, 'query'>,
    webhookId: string,
    bodies: readonly { readonly eventId: string; readonly body: string }[],
    now: Date,
  ): Promise<void>;
  /**
   * Takes a delivery that is due, of none of some webhooks, and tries to send it; null where none is left that nobody else has
   * taken. A process that dies meanwhile leaves it to be sent again, under the same id.
   */
  sendNext(
    now: Date,
    except: readonly string[],
    send: (waiting: Waiting) => Promise<Tried>,
  ): Promise<(Tried & { readonly webhookId: string }) | null>;
  dead(most: number): Promise<readonly DeadLetter[]>;
  /** Lets deliveries that were given up wait again; all of them unless one event is named. @returns how many */
  replay(now: Date, eventId?: string): Promise<number>;
  /** As many would wait again. */
  countDead(eventId?: string): Promise<number>;
  counts(): Promise<DeliveryCounts>;
}

const MINUTE_MS = 60_000;
/** Minutes until the next try, after each that failed; then it is given up. */
const PAUSES = [1, 5, 30, 120, 360, 720, 1_440];

/** Opens the deliveries in a database whose tables are there. */
export function openDeliveries(pool: Pool): Deliveries {
  return {
    async note(client, webhookId, bodies, now) {
      if (bodies.length === 0) return;
      await client.query(
        `INSERT INTO notices.delivery (webhook_id, event_id, body, state, due, noted)
         SELECT $1, event_id, body, 'WAITING', $4, $4 FROM unnest($2::uuid[], $3::text[]) AS given (event_id, body)
         ON CONFLICT DO NOTHING`,
        [webhookId, bodies.map(({ eventId }) => eventId), bodies.map(({ body }) => body), now],
      );
    },

    sendNext: (now, except, send) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<Waiting & { readonly attempts: number }>(
          `SELECT d.webhook_id AS "webhookId", d.event_id AS "eventId", d.body, d.attempts, w.sealed
           FROM notices.delivery d JOIN notices.webhook w USING (webhook_id)
           WHERE d.state = 'WAITING' AND d.due <= $1 AND d.webhook_id <> ALL ($2::uuid[])
           ORDER BY d.due, d.noted, d.number LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
          [now, except],
        );
        const [waiting] = rows;
        if (!waiting) return null;
        const { webhookId, eventId, attempts } = waiting;
        const tried = await send(waiting);
        const pause = PAUSES[attempts];
        const again = tried.state === 'TROUBLE' && tried.passing && pause !== undefined;
        await client.query(
          `UPDATE notices.delivery SET state = $3, attempts = $4, problem = $5, due = coalesce($6, due), settled = $7
           WHERE webhook_id = $1 AND event_id = $2`,
          [
            webhookId,
            eventId,
            again ? 'WAITING' : tried.state === 'TROUBLE' ? 'DEAD' : 'SENT',
            attempts + 1,
            tried.state === 'TROUBLE' ? tried.problem : null,
            again ? new Date(now.getTime() + pause * MINUTE_MS) : null,
            again ? null : now,
          ],
        );
        return { ...tried, webhookId };
      }),

    async dead(most) {
      const { rows } = await pool.query<DeadLetter>(
        `SELECT webhook_id AS "webhookId", event_id AS "eventId", attempts, settled, problem FROM notices.delivery
         WHERE state = 'DEAD' ORDER BY settled DESC, number LIMIT $1`,
        [most],
      );
      return rows;
    },

    async replay(now, eventId) {
      const { rowCount } = await pool.query(
        `UPDATE notices.delivery SET state = 'WAITING', attempts = 0, due = $1, settled = NULL
         WHERE state = 'DEAD' AND ($2::uuid IS NULL OR event_id = $2)`,
        [now, eventId ?? null],
      );
      return rowCount ?? 0;
    },

    async countDead(eventId) {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM notices.delivery
         WHERE state = 'DEAD' AND ($1::uuid IS NULL OR event_id = $1)`,
        [eventId ?? null],
      );
      return rows[0]?.count ?? 0;
    },

    async counts() {
      const { rows } = await pool.query<DeliveryCounts>(
        `SELECT count(*) FILTER (WHERE state = 'WAITING')::int AS waiting,
           count(*) FILTER (WHERE state = 'WAITING' AND attempts > 0)::int AS retrying,
           count(*) FILTER (WHERE state = 'SENT')::int AS sent,
           count(*) FILTER (WHERE state = 'DEAD')::int AS dead FROM notices.delivery`,
      );
      return rows[0] ?? { waiting: 0, retrying: 0, sent: 0, dead: 0 };
    },
  };
}
