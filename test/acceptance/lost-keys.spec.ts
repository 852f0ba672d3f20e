import { loadDemonstration, readScenario } from '@entente/demonstration';
import { systemClock } from '@entente/platform';
import { Pool } from 'pg';
import {
  assembleLedger,
  environmentOn,
  type AssembledLedger,
  ownersPool,
} from '../support/assembled-ledger.js';
import { serveLedger } from '../support/served-ledger.js';
import { startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { until, type GqlAnswer } from '../support/ledger-process.js';

const PATIENCE_MS = 120_000;
const scenario = readScenario();

let server: TestPostgres;
let made: AssembledLedger;
let vault: Pool;
let gql: <T>(query: string) => Promise<GqlAnswer<T>>;
let ready: () => Promise<{ readonly code: number; readonly vault: { readonly ok: boolean } }>;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const env = await environmentOn(server, 'lost_keys');
  made = await assembleLedger({ env, scenario });
  closing.push(() => made.dispose());
  const { assembly } = made;
  const { runner } = assembly.startWorker();
  await loadDemonstration(assembly.ledger, scenario, { now: systemClock.now });
  await made.caughtUp();
  const served = await serveLedger(assembly, { runner, role: 'auditor' });
  closing.push(() => served.close());
  const { url } = served;
  gql = served.gql;
  ready = async () => {
    const response = await fetch(`${url}/health/ready`);
    const { checks } = (await response.json()) as { checks: { vault: { ok: boolean } } };
    return { code: response.status, vault: checks.vault };
  };
  vault = new Pool({ connectionString: env['ENTENTE_VAULT_DATABASE_URL'] });
  closing.push(() => vault.end());
  await vault.query('create table kept as select * from vault_key');
}, PATIENCE_MS);

afterEach(async () => {
  await vault.query(
    'delete from erased_key; delete from vault_key; insert into vault_key select * from kept',
  );
  await until('the vault is whole', async () => (await ready()).vault.ok);
}, PATIENCE_MS);

afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await server?.dispose();
}, PATIENCE_MS);

/** The persons of the scenario, in the order of their keys. */
async function persons(): Promise<readonly string[]> {
  const { rows } = await vault.query<{ person_id: string }>(
    'select person_id from kept where person_id is not null order by created, person_id',
  );
  return rows.map(({ person_id }) => person_id);
}

async function namesOf(ids: readonly string[]) {
  const fields = ids.map((id, n) => `p${n}: person(id: "${id}") { personId displayName }`);
  const { data, errors } = await gql<Record<string, { displayName: string | null }>>(
    `{ ${fields.join(' ')} }`,
  );
  return {
    names: ids.map((_id, n) => data?.[`p${n}`]?.displayName ?? null),
    errors: errors.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions.retryable]),
  };
}

const DAMAGE = {
  'a damaged key': `update vault_key set wrapped = substring(wrapped for 20) where person_id = $1`,
  'a key that is gone': `delete from vault_key where person_id = $1`,
};

it.each(Object.entries(DAMAGE))(
  'leaves the one name null, with a code, and makes the vault’s check red until it is back: %s',
  async (_what, change) => {
    const [lost = '', ...others] = await persons();
    await vault.query(change, [lost]);
    const { names, errors } = await namesOf([lost, ...others]);
    expect(names[0]).toBeNull();
    expect(names.slice(1).every((name) => name !== null)).toBe(true);
    expect(errors).toEqual([['p0.displayName', 'SEALED_UNREADABLE', false]]);
    await until('the vault is red', async () => !(await ready()).vault.ok);
    expect((await ready()).code).toBe(503);

    // The history is not lost either: the member is null, where one that was erased would be absent.
    const history = await gql<{ replay: readonly { type: string; data: Record<string, unknown> }[] }>(
      `{ replay(stream: "person-${lost}") { type data } }`,
    );
    expect(history.errors).toEqual([]);
    const registered = history.data?.replay.find(({ type }) => type === 'PersonRegistered');
    expect(registered?.data).toHaveProperty('displayName', null);
  },
  PATIENCE_MS,
);

it(
  'what was erased is null without a code, absent from the history, and no damage',
  async () => {
    const [erased = ''] = await persons();
    await vault.query(
      `with gone as (delete from vault_key where person_id = $1 returning kid)
       insert into erased_key select kid from gone`,
      [erased],
    );
    expect(await namesOf([erased])).toEqual({ names: [null], errors: [] });
    const history = await gql<{ replay: readonly { data: Record<string, unknown> }[] }>(
      `{ replay(stream: "person-${erased}") { data } }`,
    );
    expect(history.data?.replay[0]?.data).not.toHaveProperty('displayName');
    expect((await ready()).vault.ok).toBe(true);
  },
  PATIENCE_MS,
);

it(
  'an emptied vault is red before anybody has asked for a name',
  async () => {
    await vault.query('delete from vault_key');
    await until('the vault is red', async () => !(await ready()).vault.ok);
    const ids = await persons();
    const { names, errors } = await namesOf(ids);
    expect(names).toEqual(ids.map(() => null));
    expect(errors).toHaveLength(ids.length);
  },
  PATIENCE_MS,
);

it(
  'a notification that is no position wakes nobody and ends nothing',
  async () => {
    const { readModel } = made.assembly;
    const pool = ownersPool(made.assembly);
    const heard: bigint[] = [];
    const stop = readModel.onProjected((position) => heard.push(position));
    for (const payload of ['nonsense', '', '1e3', '9'.repeat(40)])
      await pool.query(`select pg_notify('entente_projected', $1)`, [payload]);
    await pool.query(`select pg_notify('entente_projected', '7')`);
    await until('the last one is heard', () => heard.includes(7n));
    stop();
    expect(heard).toEqual([7n]);
  },
  PATIENCE_MS,
);
