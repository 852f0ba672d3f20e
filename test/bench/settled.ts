import { LEDGER_STREAMS } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import type { Pool } from 'pg';

/** Waits until the read model has come to the end of the log; raises where it has stopped. */
export async function untilProjected(pool: Pool, store: EventStore): Promise<void> {
  const head = (await store.head(LEDGER_STREAMS))?.commit ?? 0n;
  for (;;) {
    const { rows } = await pool.query<{ position: string; poison: string | null }>(
      'select position, poison from read_model.version where live',
    );
    if (rows[0]?.poison) throw new Error(rows[0].poison);
    if (BigInt(rows[0]?.position ?? -1) >= head) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What a bulk load leaves to do is done before anything is measured: statistics, and pages that wait to be written. */
export async function settle(pool: Pool): Promise<void> {
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
}
