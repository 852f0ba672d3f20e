import type { Day } from '@entente/domain';
import { ownCommandId } from '@entente/ledger';
import { inTransaction } from '@entente/read-model';
import type { Pool } from 'pg';
import type { Item, KeyedItem } from '../items.js';
import { noteItems } from '../note-items.js';

/** What became of a mail. NOTHING: there was nothing to say that day; STOPPED: the person has no address, or wants no mail. */
export type MailState = 'WAITING' | 'NOTHING' | 'SENT' | 'FAILED' | 'STOPPED';

/** A mail that is to be sent. */
export interface WaitingMail {
  readonly mailId: string;
  readonly personId: string;
  readonly items: readonly Item[];
}

/** What came of trying. */
export type Tried =
  | { readonly state: 'SENT' }
  | { readonly state: 'STOPPED' }
  | { readonly state: 'TROUBLE'; readonly problem: string; readonly passing: boolean };

/** A mail as lists show it. */
export interface MailRow {
  readonly mailId: string;
  readonly personId: string;
  readonly day: Day;
  readonly state: MailState;
  readonly items: number;
  readonly attempts: number;
  /** When it was sent or given up; null while it waits. */
  readonly settled: Date | null;
  readonly problem: string | null;
}

/** How many mails are in which state, and since when the one that waits longest could have gone. */
export interface MailCounts {
  readonly waiting: number;
  /** Those of them that were tried before. */
  readonly retrying: number;
  readonly failed: number;
  readonly sent: number;
  readonly waitingSince: Date | null;
}

/** The mails of a ledger. */
export interface Outbox {
  /**
   * Makes the mail of a person's day out of what comes near and all that was noted; false where it was made already. Of those
   * who do it at once one succeeds.
   */
  make(mail: {
    readonly personId: string;
    readonly day: Day;
    readonly items: readonly KeyedItem[];
    readonly now: Date;
  }): Promise<boolean>;
  /** Those of some persons for whom the mail of a day was not made. */
  unmade(personIds: readonly string[], day: Day): Promise<readonly string[]>;
  /** What a person's next mail would hold: what was noted, and what of these items is new. */
  openItems(personId: string, items: readonly KeyedItem[]): Promise<readonly Item[]>;
  /**
   * Takes a mail that is due and tries to send it; null where none is left that nobody else has taken. What became of it is
   * committed after the server took it: a process that dies in between leaves it to be sent again, under the same name.
   */
  sendNext(now: Date, send: (mail: WaitingMail) => Promise<Tried>): Promise<Tried | null>;
  /** Mails that were sent and stand in no event yet. */
  unrecorded(): Promise<readonly RecordedMail[]>;
  /** Remembers that the log says so. */
  recorded(mailId: string): Promise<void>;
  list(most: number, state?: MailState): Promise<readonly MailRow[]>;
  counts(): Promise<MailCounts>;
  /** Lets mails that were given up wait again; all of them unless one is named. @returns how many */
  retry(now: Date, mailId?: string): Promise<number>;
}

/** A mail that was sent. */
export interface RecordedMail {
  readonly mailId: string;
  readonly personId: string;
  readonly day: Day;
  readonly reminders: number;
  readonly acts: number;
}

const MINUTE_MS = 60_000;
/** Minutes until the next try, after each that failed; then it is given up. */
const PAUSES = [1, 5, 15, 60, 240, 720, 1_440, 1_440];

/** Opens the mails in a database whose tables are there. */
export function openOutbox(pool: Pool, ledgerId: string): Outbox {
  return {
    make: ({ personId, day, items, now }) =>
      inTransaction(pool, async (client) => {
        const mailId = ownCommandId(ledgerId, `mail:${personId}:${day}`);
        const made = await client.query(
          `INSERT INTO notices.mail (mail_id, person_id, day, state, due, made) VALUES ($1, $2, $3, 'WAITING', $4, $4)
           ON CONFLICT DO NOTHING`,
          [mailId, personId, day, now],
        );
        if (made.rowCount !== 1) return false;
        await noteItems(client, personId, items, now);
        const { rowCount } = await client.query(
          'UPDATE notices.item SET mail_id = $2 WHERE person_id = $1 AND mail_id IS NULL',
          [personId, mailId],
        );
        if (rowCount === 0)
          await client.query(`UPDATE notices.mail SET state = 'NOTHING', settled = $2 WHERE mail_id = $1`, [
            mailId,
            now,
          ]);
        return true;
      }),

    async unmade(personIds, day) {
      const { rows } = await pool.query<{ personId: string }>(
        `SELECT asked.person_id AS "personId" FROM unnest($1::text[]) AS asked (person_id)
         WHERE NOT EXISTS (SELECT FROM notices.mail m WHERE m.person_id = asked.person_id AND m.day = $2)`,
        [personIds, day],
      );
      return rows.map(({ personId }) => personId);
    },

    async openItems(personId, items) {
      const { rows } = await pool.query<{ key: string; about: Item; open: boolean }>(
        `SELECT key, about, mail_id IS NULL AS open FROM notices.item
         WHERE person_id = $1 AND (mail_id IS NULL OR key = ANY($2)) ORDER BY noted, key`,
        [personId, items.map(({ key }) => key)],
      );
      const known = new Set(rows.map(({ key }) => key));
      return [
        ...items.filter(({ key }) => !known.has(key)).map(({ item }) => item),
        ...rows.filter(({ open }) => open).map(({ about }) => about),
      ];
    },

    sendNext: (now, send) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ mailId: string; personId: string; attempts: number }>(
          `SELECT mail_id AS "mailId", person_id AS "personId", attempts FROM notices.mail
           WHERE state = 'WAITING' AND due <= $1 ORDER BY due, mail_id LIMIT 1 FOR UPDATE SKIP LOCKED`,
          [now],
        );
        const [mail] = rows;
        if (!mail) return null;
        const items = await client.query<{ about: Item }>(
          'SELECT about FROM notices.item WHERE mail_id = $1 ORDER BY noted, key',
          [mail.mailId],
        );
        const { mailId, personId } = mail;
        const tried = await send({ mailId, personId, items: items.rows.map(({ about }) => about) });
        const attempts = mail.attempts + 1;
        const pause = PAUSES[mail.attempts];
        const again = tried.state === 'TROUBLE' && tried.passing && pause !== undefined;
        const state = again ? 'WAITING' : tried.state === 'TROUBLE' ? 'FAILED' : tried.state;
        await client.query(
          `UPDATE notices.mail SET state = $2, attempts = $3, problem = $4, due = coalesce($5, due), settled = $6
           WHERE mail_id = $1`,
          [
            mailId,
            state,
            attempts,
            tried.state === 'TROUBLE' ? tried.problem : null,
            again ? new Date(now.getTime() + pause * MINUTE_MS) : null,
            again ? null : now,
          ],
        );
        return tried;
      }),

    async unrecorded() {
      const { rows } = await pool.query<RecordedMail>(
        `SELECT m.mail_id AS "mailId", m.person_id AS "personId", m.day::text,
           count(*) FILTER (WHERE i.about ->> 'of' = 'DAY')::int AS reminders,
           count(*) FILTER (WHERE i.about ->> 'of' = 'ACT')::int AS acts
         FROM notices.mail m LEFT JOIN notices.item i USING (mail_id)
         WHERE m.state = 'SENT' AND NOT m.recorded GROUP BY m.mail_id ORDER BY m.settled, m.mail_id LIMIT 500`,
      );
      return rows;
    },

    async recorded(mailId) {
      await pool.query('UPDATE notices.mail SET recorded = true WHERE mail_id = $1', [mailId]);
    },

    async list(most, state) {
      const { rows } = await pool.query<MailRow>(
        `SELECT m.mail_id AS "mailId", m.person_id AS "personId", m.day::text, m.state, m.attempts, m.settled, m.problem,
           (SELECT count(*)::int FROM notices.item i WHERE i.mail_id = m.mail_id) AS items
         FROM notices.mail m WHERE m.state <> 'NOTHING' AND ($2::text IS NULL OR m.state = $2)
         ORDER BY m.day DESC, m.person_id LIMIT $1`,
        [most, state ?? null],
      );
      return rows;
    },

    async counts() {
      const { rows } = await pool.query<MailCounts>(
        `SELECT count(*) FILTER (WHERE state = 'WAITING')::int AS waiting,
           count(*) FILTER (WHERE state = 'WAITING' AND attempts > 0)::int AS retrying,
           count(*) FILTER (WHERE state = 'FAILED')::int AS failed, count(*) FILTER (WHERE state = 'SENT')::int AS sent,
           min(made) FILTER (WHERE state = 'WAITING') AS "waitingSince" FROM notices.mail`,
      );
      return rows[0] ?? { waiting: 0, retrying: 0, failed: 0, sent: 0, waitingSince: null };
    },

    async retry(now, mailId) {
      const { rowCount } = await pool.query(
        `UPDATE notices.mail SET state = 'WAITING', attempts = 0, due = $1, settled = NULL
         WHERE state = 'FAILED' AND ($2::uuid IS NULL OR mail_id = $2)`,
        [now, mailId ?? null],
      );
      return rowCount ?? 0;
    },
  };
}
