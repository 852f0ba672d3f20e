import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { openPostgresEventStore } from '@entente/event-store';
import { createEventReader, STORED_EVENTS } from '@entente/ledger';
import { silentLogger, StartupProblem } from '@entente/platform';
import { LEDGER_READ_MODEL, readModelPool, rebuild } from '@entente/read-model';
import { Pool } from 'pg';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';

const PATIENCE_MS = 120_000;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE_MS);
afterAll(() => server?.dispose(), PATIENCE_MS);

async function deposit({ assembly }: AssembledLedger, sourceId: string): Promise<void> {
  const input = { sourceId, kind: 'TEST', sha256: '0'.repeat(64) };
  const outcome = await assembly.ledger.execute({ name: 'depositSource', input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
  if (outcome.refused) throw new Error(outcome.code);
}

/** A ledger with three sources, closed again: what a start finds. */
async function ledgerBefore(name: string) {
  const env = await environmentOn(server, name);
  const made = await assembleLedger({ env });
  made.assembly.startWorker();
  for (const source of ['one', 'two', 'three']) await deposit(made, source);
  await made.caughtUp();
  const { ledgerId } = made.assembly.ledger.identity;
  await made.dispose();
  const url = env['ENTENTE_DATABASE_URL'] ?? '';
  const pool = new Pool({ connectionString: url });
  const { rows } = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where t.tgname = 'append_only'`,
  );
  const log = rows[0]?.name ?? '';
  /** Changes the log behind the ledger's back, as a restore does. */
  const restore = async (change: string) => {
    await pool.query(`alter table ${log} disable trigger all`);
    await pool.query(change.replace('LOG', log));
    await pool.query(`alter table ${log} enable trigger all`);
    await pool.query(`update log.head set position = (select coalesce(max(position), 0) from ${log})`);
  };
  const events = async () => (await pool.query(`select id from ${log} order by id`)).rows;
  return { env, url, ledgerId, restore, events, pool };
}

/** Does what `projections rebuild` does. */
async function rebuildFrom(url: string, ledgerId: string): Promise<void> {
  const store = await openPostgresEventStore({ connectionString: url });
  const pool = readModelPool(url);
  const events = createEventReader(STORED_EVENTS, ledgerId);
  await rebuild({ pool, store, events, log: silentLogger, readModel: LEDGER_READ_MODEL });
  await pool.end();
  await store.close();
}

describe('a start on a log that is not the one that the read model follows', () => {
  it.each([
    ['an older copy', `delete from LOG where stream = 'source-three'`, 'has no event'],
    ['nothing', 'delete from LOG', 'has no event'],
    [
      'another event in the place of the last',
      `update LOG set id = gen_random_uuid() where stream = 'source-three'`,
      'has another event',
    ],
  ])(
    'is refused with what to do, and writes nothing into it: %s',
    async (what, change, says) => {
      const { env, url, ledgerId, restore, events, pool } = await ledgerBefore(
        `followed ${what}`.replaceAll(' ', '_'),
      );
      await restore(change);
      const before = await events();
      const start = assembleLedger({ env });
      await expect(start).rejects.toThrow(StartupProblem);
      await expect(start).rejects.toThrow(`${says} at source-three at revision 0`);
      expect(await events()).toEqual(before);

      // The way out that the message names.
      if (what === 'an older copy') {
        await rebuildFrom(url, ledgerId);
        const made = await assembleLedger({ env });
        made.assembly.startWorker();
        await deposit(made, 'three');
        expect(await made.caughtUp()).toBeGreaterThan(0n);
        await made.dispose();
      }
      await pool.end();
    },
    PATIENCE_MS,
  );
});
