import type { Logger } from '@entente/platform';
import { Pool } from 'pg';

/** Asks the database once a second whether it still answers, on a connection of its own. */
export interface Heartbeat {
  /** Whether it answered the last time. */
  answers(): boolean;
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
/** What a busy server needs for nothing at all, many times over. */
const PATIENCE_MS = 2_000;

/**
 * Starts to ask. A server that is frozen answers neither with an error nor at all: that a request took too long is its fault
 * then, and not the request's.
 */
export function startHeartbeat(connectionString: string, log: Logger): Heartbeat {
  const pool = new Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  let answers = true;
  let stopped = false;
  let beating: Promise<void> | null = null;

  const beat = async (): Promise<void> => {
    const now = await pool.query('select 1').then(
      () => true,
      () => false,
    );
    if (stopped || now === answers) return;
    answers = now;
    if (now) log.info('The database answers again.');
    else log.error('The database does not answer.');
  };
  const timer = setInterval(() => {
    beating ??= beat().finally(() => {
      beating = null;
    });
  }, EVERY_MS).unref();
  return {
    answers: () => answers,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await beating;
      await pool.end();
    },
  };
}
