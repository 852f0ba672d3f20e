import type { Pool, PoolClient } from 'pg';

/** Advisory locks: one runner, one rebuild, one signer of checkpoints and one of the read log at a time. */
export const RUNNER_LOCK = 7_205_924;
export const REBUILD_LOCK = 7_205_925;
export const SIGNER_LOCK = 7_205_926;
/** 7_205_927 holds notices back while an import runs. */
export const READS_SIGNER_LOCK = 7_205_928;
/** How often a runner that stands by looks whether the lock is free. */
export const STANDBY_MS = 1_000;

/** Runs something in a transaction of its own, with settings that hold as long as it lasts. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  settings: readonly string[] = [],
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(['begin', ...settings.map((one) => `set local ${one}`)].join('; '));
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Holds an advisory lock for as long as the work lasts; `lost` aborts when the connection that holds it breaks. */
export async function withLock(
  pool: Pool,
  lock: number,
  signal: AbortSignal,
  on: { readonly waiting: () => void; readonly held: (lost: AbortSignal) => Promise<void> },
): Promise<void> {
  const client = await pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort();
  client.on('error', onError);
  try {
    for (;;) {
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
        lock,
      ]);
      if (rows[0]?.locked) break;
      on.waiting();
      await delay(STANDBY_MS, signal);
      if (signal.aborted) return;
    }
    await on.held(lost.signal);
    if (lost.signal.aborted) throw new Error('the connection that held the lock was lost');
  } finally {
    if (!lost.signal.aborted) await client.query('select pg_advisory_unlock_all()').catch(() => lost.abort());
    // The pool gives the connection out again: with each try it would gain another listener.
    client.off('error', onError);
    client.release(lost.signal.aborted);
  }
}

/** Waits, or until the signal aborts. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

/** Waits until the signal aborts. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
