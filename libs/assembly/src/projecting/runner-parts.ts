import type { EventReader } from '@entente/ledger';
import { LEDGER_READ_MODEL, readModelPool, type RunnerLog, type RunnerParts } from '@entente/read-model';
import type { MainDatabase } from '../databases/main-database.js';
import type { Log } from '../open-log.js';

/** After this long without an answer the runner takes a connection for lost; a rebuild, which makes indexes, never does. */
const LONGEST_BATCH_MS = 60_000;

/** The accounts that projecting needs. */
export type ProjectingDatabase = Pick<MainDatabase, 'writerUrl' | 'ownerUrl' | 'accounts'>;

/** What a runner works with, over connections of its own. */
export function openRunnerParts(given: {
  readonly databases: ProjectingDatabase;
  readonly store: Log;
  readonly events: EventReader;
  readonly log: RunnerLog;
}): { readonly parts: RunnerParts; readonly close: () => Promise<void> } {
  const { databases, ...others } = given;
  const pool = readModelPool(databases.writerUrl, { max: 4, patienceMs: LONGEST_BATCH_MS, projects: true });
  const buildPool = readModelPool(databases.ownerUrl, { max: 4, projects: true, copies: true });
  return {
    parts: { ...others, pool, buildPool, accounts: databases.accounts, readModel: LEDGER_READ_MODEL },
    close: async () => {
      await buildPool.end();
      await pool.end();
    },
  };
}
