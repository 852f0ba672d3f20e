import type { Language } from '@entente/domain';
import type { CalendarKind } from '@entente/read-model';
import type { Pool } from 'pg';

/** What a person is written about. */
export interface Subscription {
  readonly personId: string;
  readonly language: Language;
  /** About every agreement; else about those of `organizations`. */
  readonly everything: boolean;
  readonly organizations: readonly string[];
  /** The kinds of days that the person is reminded of. */
  readonly reminders: readonly CalendarKind[];
  /** Whether the person hears of what is recorded. */
  readonly acts: boolean;
}

/** A subscription as it is kept. */
export interface KeptSubscription extends Subscription {
  readonly made: Date;
  /** When the person asked for no more mail; null where that was not. */
  readonly stopped: Date | null;
}

/** Who is written to, and about what. The addresses are in the vault. */
export interface Subscriptions {
  /** Makes a subscription, or another one in its place; one that was stopped begins again. */
  keep(subscription: Subscription, now: Date): Promise<void>;
  list(): Promise<readonly KeptSubscription[]>;
  find(personId: string): Promise<KeptSubscription | null>;
  /** Ends all mail to a person; false where there is no such subscription. It may be ended already. */
  stop(personId: string, now: Date): Promise<boolean>;
  /** Removes a subscription; false where there was none. */
  remove(personId: string): Promise<boolean>;
}

/** What people are reminded of unless they choose: the last day, the last one for a notice, an intent, a review. */
export const USUAL_REMINDERS: readonly CalendarKind[] = [
  'TERM_END',
  'NOTICE_DEADLINE',
  'INTENT_EXPECTED',
  'REVIEW_DUE',
];

const COLUMNS =
  'person_id AS "personId", language, everything, organizations, reminders, acts, made, stopped';

/** Opens the subscriptions in a database whose tables are there. */
export function openSubscriptions(pool: Pick<Pool, 'query'>): Subscriptions {
  return {
    async keep({ personId, language, everything, organizations, reminders, acts }, now) {
      await pool.query(
        `INSERT INTO notices.subscription (person_id, language, everything, organizations, reminders, acts, made)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (person_id) DO UPDATE SET language = excluded.language, everything = excluded.everything,
           organizations = excluded.organizations, reminders = excluded.reminders, acts = excluded.acts, stopped = NULL`,
        [personId, language, everything, organizations, reminders, acts, now],
      );
    },
    async list() {
      const { rows } = await pool.query<KeptSubscription>(
        `SELECT ${COLUMNS} FROM notices.subscription ORDER BY person_id`,
      );
      return rows;
    },
    async find(personId) {
      const { rows } = await pool.query<KeptSubscription>(
        `SELECT ${COLUMNS} FROM notices.subscription WHERE person_id = $1`,
        [personId],
      );
      return rows[0] ?? null;
    },
    async stop(personId, now) {
      const { rowCount } = await pool.query(
        'UPDATE notices.subscription SET stopped = coalesce(stopped, $2) WHERE person_id = $1',
        [personId, now],
      );
      return rowCount === 1;
    },
    async remove(personId) {
      const { rowCount } = await pool.query('DELETE FROM notices.subscription WHERE person_id = $1', [
        personId,
      ]);
      return rowCount === 1;
    },
  };
}
