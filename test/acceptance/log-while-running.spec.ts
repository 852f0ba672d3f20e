import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { followLogOf, startRunner } from '@entente/read-model';
import { Client, Pool } from 'pg';
import {
  assembleLedger,
  environmentOn,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until } from '../support/ledger-process.js';

const PATIENCE_MS = 120_000;

let server: TestPostgres;
let ledgers = 0;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
}, PATIENCE_MS);
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
}, PATIENCE_MS);
afterAll(() => server?.dispose(), PATIENCE_MS);

function deposit({ assembly }: AssembledLedger, sourceId: string) {
  const input = { sourceId, kind: 'TEST', sha256: '0'.repeat(64) };
  return assembly.ledger.execute({ name: 'depositSource', input } as unknown as Command, {
    commandId: randomUUID(),
    caller: { actor: 'secretariat:test' },
  });
}

/** A running ledger with three sources, all projected. */
async function running() {
  ledgers += 1;
  const env = await environmentOn(server, `running_${ledgers}`, { logInDatabase: true });
  const made = await assembleLedger({ env, logInDatabase: true });
  open.push(() => made.dispose());
  made.assembly.startWorker();
  for (const source of ['one', 'two', 'three'])
    expect(await deposit(made, source)).toMatchObject({ refused: false });
  await made.caughtUp();
  const pool = ownersPool(made.assembly);
  /** Changes the log behind the ledger's back, as a restore does. */
  const restore = async (change: string) => {
    await pool.query(`alter table log.event disable trigger all; ${change};
      alter table log.event enable trigger all`);
  };
  const events = async () => (await pool.query(`select id from log.event order by position`)).rows;
  return { made, env, pool, restore, events };
}

const HEAD_AT_LAST = 'update log.head set position = (select coalesce(max(position), 0) from log.event)';
const KEEP = 'create table kept as select * from log.event';
const PUT_BACK = `delete from log.event; insert into log.event select * from kept; ${HEAD_AT_LAST}`;

async function becomes({ assembly }: AssembledLedger, check: string, ok: boolean): Promise<void> {
  await until(
    `${check} is ${ok ? 'green' : 'red'}`,
    async () => (await assembly.checks[check]?.())?.ok === ok,
  );
}

describe('a log that is another one while the ledger runs', () => {
  it.each([
    [
      'an older copy',
      `delete from log.event where stream = 'source-three'; ${HEAD_AT_LAST}`,
      'has no event at source-three',
    ],
    ['nothing', `delete from log.event; ${HEAD_AT_LAST}`, 'has no event at source-three'],
    [
      'another event in the place of the last',
      `update log.event set id = gen_random_uuid() where stream = 'source-three'`,
      'has another event at source-three',
    ],
    ['a head that ran ahead', 'update log.head set position = position + 3', 'has no event there'],
    ['a head that fell back', 'update log.head set position = 1', 'the log ends at position 1'],
  ])(
    'is red in health, and nothing is recorded until it is put back: %s',
    async (_what, change, says) => {
      const { made, restore, events } = await running();
      await restore(`${KEEP}; ${change}`);
      const before = await events();

      await becomes(made, 'followed', false);
      expect(await made.assembly.checks['followed']?.()).toMatchObject({
        reason: expect.stringContaining(says),
      });
      expect(await deposit(made, 'four')).toMatchObject({ refused: true, code: 'LOG_DIFFERS' });
      expect(await events()).toEqual(before);
      const logged = made.lines.filter((line) => line.includes('is not the one that this ledger follows'));
      expect(logged).toHaveLength(1);

      await restore(PUT_BACK);
      await becomes(made, 'followed', true);
      expect(await deposit(made, 'four')).toMatchObject({ refused: false });
      await made.caughtUp();
    },
    PATIENCE_MS,
  );

  it(
    'is noticed where the read model was put back with it: the process has seen more',
    async () => {
      const { made, pool, restore, events } = await running();
      const look = followLogOf(pool, made.assembly.store);
      expect(await look()).toBeNull();
      await restore(`delete from log.event where stream = 'source-three'; ${HEAD_AT_LAST};
        delete from read_model_v1.event where stream = 'source-three';
        delete from read_model_v1.source where source_id = 'three';
        update read_model.version set position = 3, checkpoint = '00000000000000030000000000000003'`);
      const before = await events();
      expect(await look()).toContain('has no event at source-three at revision 0');
      expect(await deposit(made, 'four')).toMatchObject({ refused: true });
      expect(await events()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'is written nothing after, not even in the moment before anybody has looked',
    async () => {
      const { made, restore, events } = await running();
      const outcomes: Promise<unknown>[] = [];
      await restore(`delete from log.event where stream = 'source-three'; ${HEAD_AT_LAST}`);
      const before = await events();
      for (let n = 0; n < 5; n += 1) outcomes.push(deposit(made, `after-${n}`));
      for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ refused: true });
      expect(await events()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'is not projected, where another process has gone on with it',
    async () => {
      const { made, pool, restore } = await running();
      // What another process wrote: as many events, and one more.
      await restore(`${KEEP};
        update log.event set id = gen_random_uuid(), stream = 'source-other' where stream = 'source-three';
        insert into log.event select position + 1, gen_random_uuid(), 'source-more', 0, type, bytes, hash, created
          from log.event order by position desc limit 1; ${HEAD_AT_LAST}; notify nothing`);
      const position = async () => (await made.assembly.readModel.projected()).position;
      const reached = await position();
      await until('the runner has seen it', () =>
        made.lines.some((line) =>
          line.includes('the read model waits and tries again: the log has no event'),
        ),
      );
      expect(await position()).toBe(reached);
      const { rows } = await pool.query('select poison from read_model.version');
      expect(rows).toEqual([{ poison: null }]);
    },
    PATIENCE_MS,
  );
});

describe('a lost row of the live version', () => {
  it(
    'is made again by a running ledger, which goes on',
    async () => {
      const { made, pool } = await running();
      await pool.query('delete from read_model.version');
      expect(await deposit(made, 'four')).toMatchObject({ refused: false });
      await until('there is a live version again', async () => {
        const { rows } = await pool.query('select 1 from read_model.version where live');
        return rows.length === 1;
      });
      await made.caughtUp();
      expect(
        made.lines.filter((line) => line.includes('which version of the read model is live is lost')),
      ).toHaveLength(1);
      const found = await made.assembly.readModel.ask((db) =>
        db.selectFrom('source').select('source_id').execute(),
      );
      expect(found.map(({ source_id }) => source_id)).toEqual(expect.arrayContaining(['one', 'four']));
      await until('the tables that nobody names are dropped', async () => {
        const { rows } = await pool.query(`select from pg_namespace where nspname like 'read_model_v%'`);
        return rows.length === 1;
      });
    },
    PATIENCE_MS,
  );

  it(
    'is made again by a start, and on another log it is refused as ever',
    async () => {
      const { made, env, pool, restore } = await running();
      await restore(KEEP);
      open.splice(0);
      await made.assembly.close();
      const own = new Pool({ connectionString: env['ENTENTE_DATABASE_URL'] });
      open.push(() => own.end());
      expect(pool.ended).toBe(true);
      await own.query('delete from read_model.version');
      await own.query(`alter table log.event disable trigger all;
        delete from log.event where stream = 'source-three'; ${HEAD_AT_LAST}`);
      await expect(assembleLedger({ env, logInDatabase: true })).rejects.toThrow(
        'has no event at source-three at revision 0',
      );
      await own.query(PUT_BACK);
      const again = await assembleLedger({ env, logInDatabase: true });
      open.push(() => again.dispose());
      const runner = startRunner(again.assembly.runnerParts);
      open.push(() => runner.stop());
      expect(await again.caughtUp()).toBe(4n);
    },
    PATIENCE_MS,
  );
});

it(
  'writes nothing into an empty log where the vault is that of a ledger',
  async () => {
    const { made, env } = await running();
    open.splice(0);
    await made.assembly.close();
    ledgers += 1;
    const empty = await environmentOn(server, `empty_${ledgers}`);
    const { ENTENTE_VAULT_DATABASE_URL = '', ENTENTE_VAULT_KEY_FILE = '' } = env;
    const mixed: typeof env = { ...empty, ENTENTE_VAULT_DATABASE_URL, ENTENTE_VAULT_KEY_FILE };
    await expect(assembleLedger({ env: mixed })).rejects.toThrow(
      'the log is empty, and the vault’s database holds the personal data of a ledger',
    );
    const client = new Client({ connectionString: mixed['ENTENTE_DATABASE_URL'] });
    await client.connect();
    const { rows } = await client.query('select count(*)::int as n from log.event');
    await client.end();
    expect(rows).toEqual([{ n: 0 }]);
  },
  PATIENCE_MS,
);
