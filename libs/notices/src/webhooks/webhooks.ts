import { randomUUID } from 'node:crypto';
import { LEDGER_STREAMS, readStream } from '@entente/domain';
import type { StoredEvent } from '@entente/event-store';
import type { Ledger } from '@entente/ledger';
import type { Clock } from '@entente/platform';
import { inTransaction, type ReadModel } from '@entente/read-model';
import type { ImportHolds } from '../import-hold.js';
import { readLog, type LogParts } from '../read-log.js';
import { openDeliveries, type Deliveries, type Tried, type Waiting } from './deliveries.js';
import type { Poster } from './poster.js';
import { targetSeals } from './sealed-target.js';
import { newWebhookSecret, signedHeaders } from './signature.js';

/** What webhooks are made of. */
export interface WebhooksParts extends LogParts {
  readonly readModel: Pick<ReadModel, 'projected'>;
  readonly ledger: Pick<Ledger, 'identity' | 'isLoading'>;
  /** What addresses and secrets are sealed with. */
  readonly secret: Buffer;
  readonly holds: Pick<ImportHolds, 'isHeld'>;
  readonly clock: Clock;
}

/** Another program that signed notices of what is recorded are sent to. */
export interface Webhook {
  readonly webhookId: string;
  /** The host of its address; the rest is sealed. */
  readonly host: string;
  /** The types of events that are sent to it; all where none is named. */
  readonly types: readonly string[];
  readonly made: Date;
}

/** A new webhook. `secret` is shown here and never again. */
export interface MadeWebhook extends Webhook {
  readonly secret: string;
}

/** The webhooks of a ledger. */
export interface Webhooks {
  readonly deliveries: Deliveries;
  /** Sends what is recorded from now on to an address. */
  add(url: string, types: readonly string[]): Promise<MadeWebhook>;
  list(): Promise<readonly Webhook[]>;
  /** Ends a webhook, with all that waits for it; false where there is none. */
  remove(webhookId: string): Promise<boolean>;
  /** Notes what was recorded and sends what is due. @returns how many were taken */
  look(poster: Poster): Promise<number>;
}

/** Whom a fact is about, and the ledger's own events, go to nobody outside. */
const KEPT: ReadonlySet<string> = new Set(['person', 'ledger']);
const COLUMNS = 'webhook_id AS "webhookId", host, types, made';

/** Opens the webhooks of a ledger. Any number of processes may look at once. */
export function openWebhooks(parts: WebhooksParts): Webhooks {
  const { pool, ledger, clock } = parts;
  const { ledgerId } = ledger.identity;
  const seals = targetSeals(parts.secret, ledgerId);
  const deliveries = openDeliveries(pool);

  const list = async (): Promise<readonly Webhook[]> => {
    const { rows } = await pool.query<Webhook>(
      `SELECT ${COLUMNS} FROM notices.webhook WHERE removed IS NULL ORDER BY made, webhook_id`,
    );
    return rows;
  };

  const note = async (webhooks: readonly Webhook[]): Promise<void> => {
    const now = clock.now();
    await readLog(parts, 'webhooks', LEDGER_STREAMS, async (client, events) => {
      const told = events.filter(({ stream }) => !KEPT.has(readStream(stream)?.kind ?? 'ledger'));
      for (const { webhookId, types } of webhooks) {
        const own = told.filter(({ type }) => types.length === 0 || types.includes(type));
        await deliveries.note(client, webhookId, own.map(bodyOf), now);
      }
    });
  };

  const bodyOf = ({ id, type, stream, revision, bytes }: StoredEvent) => {
    const { recorded } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly recorded: string };
    const { kind, id: subject } = readStream(stream) ?? { kind: 'ledger', id: stream };
    const data = { ledgerId, eventId: id, about: { kind, id: subject }, stream, revision };
    return { eventId: id, body: JSON.stringify({ type, timestamp: recorded, data }) };
  };

  const send = async ({ webhookId, eventId, sealed, body }: Waiting, poster: Poster): Promise<Tried> => {
    const { url, secret } = seals.open(webhookId, sealed);
    const headers = signedHeaders(secret, { id: eventId, at: clock.now(), body });
    const problem = await poster.post({ url, headers, body });
    return problem === null ? { state: 'SENT' } : { state: 'TROUBLE', ...problem };
  };

  return {
    deliveries,
    list,
    async add(url, types) {
      const webhookId = randomUUID();
      const [secret, made, { host }] = [newWebhookSecret(), clock.now(), new URL(url)];
      // What was recorded before is no news: the reader comes to the end of the log first.
      if ((await list()).length === 0) await note([]);
      await pool.query(
        'INSERT INTO notices.webhook (webhook_id, host, types, sealed, made) VALUES ($1, $2, $3, $4, $5)',
        [webhookId, host, types, seals.seal(webhookId, { url, secret }), made],
      );
      return { webhookId, host, types, made, secret };
    },
    remove: (webhookId) =>
      inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE notices.webhook SET removed = $2, sealed = '' WHERE webhook_id = $1 AND removed IS NULL`,
          [webhookId, clock.now()],
        );
        await client.query('DELETE FROM notices.delivery WHERE webhook_id = $1', [webhookId]);
        return rowCount === 1;
      }),
    async look(poster) {
      if ((await ledger.isLoading()) || (await parts.holds.isHeld())) return 0;
      const webhooks = await list();
      if (webhooks.length === 0) return 0;
      await note(webhooks);
      let sent = 0;
      const slow: string[] = [];
      for (;;) {
        const tried = await deliveries.sendNext(clock.now(), slow, (waiting) => send(waiting, poster));
        if (tried === null) return sent;
        if (tried.state === 'SENT') sent += 1;
        // What did not answer keeps the others waiting once a look, and not for each event.
        else slow.push(tried.webhookId);
      }
    },
  };
}
