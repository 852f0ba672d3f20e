import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases, rotateVaultKey, type RotationStep } from '@entente/assembly';
import {
  VaultInUseError,
  VaultKeyDiffersError,
  VaultOfAnotherLedgerError,
  openPostgresVault,
} from '@entente/ledger';
import { StartupProblem, loadConfiguration, silentLogger, type Configuration } from '@entente/platform';
import { askOnce as ask, startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 60_000;
const LEDGER_ID = '0a0a0a0a-1111-4222-8333-444444444444';

let server: TestPostgres;
let folder: string;

beforeEach(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'entente-vault-account-'));
  await server.createDatabase('main');
  // The vault's account must give its password; all others are let in, so that a test can be anybody.
  await writeFile(
    join(server.dataDir, 'pg_hba.conf'),
    'host all entente_vault 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
  );
  await ask(server.url(), 'select pg_reload_conf()');
  await writeFile(join(folder, 'one.key'), randomBytes(32).toString('hex'), { mode: 0o600 });
}, PATIENCE_MS);

afterEach(async () => {
  await server.dispose();
  await removeFolder(folder);
}, PATIENCE_MS);

/** The address of the main database, as an account that owns it and is made with these rights. */
async function mainAs(account: string, rights: string): Promise<string> {
  await ask(server.url(), `create role ${account} login ${rights}`);
  await ask(server.url(), `alter database main owner to ${account}`);
  return server.url('main').replace('postgres@', `${account}@`);
}

function configurationOf(mainUrl: string): Configuration {
  const loaded = loadConfiguration({
    ENTENTE_DATA_DIR: folder,
    ENTENTE_DATABASE_URL: mainUrl,
    ENTENTE_VAULT_KEY_FILE: join(folder, 'one.key'),
  });
  if (!loaded.ok) throw new Error(loaded.problems.join('; '));
  return loaded.configuration;
}

const open = (mainUrl: string) =>
  openDatabases(configurationOf(mainUrl), { log: silentLogger, beside: false });

const problemOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => null,
    (error: unknown) => error,
  );

/** Opens a vault there, as the ledger does: it makes its tables, and nobody else owns them. */
async function expectVaultAt(vaultUrl: string): Promise<void> {
  const vault = await openPostgresVault({
    connectionString: vaultUrl,
    masterKey: randomBytes(32),
    ledgerId: LEDGER_ID,
  });
  await vault.close();
  expect(
    await ask(
      vaultUrl,
      `select current_user as account, current_database() as database,
              array(select distinct tableowner::text from pg_tables where schemaname = 'public') as owners`,
    ),
  ).toEqual([{ account: 'entente_vault', database: 'entente_vault', owners: ['entente_vault'] }]);
}

describe('the vault beside the main database on a server', () => {
  it.each([
    ['the superuser', () => Promise.resolve(server.url('main'))],
    ['an account that may create roles and databases', () => mainAs('maker', 'createrole createdb')],
  ])(
    'has an account of its own, made by %s, with the same password at the next start',
    async (_who, main) => {
      const mainUrl = await main();
      // The api and the worker start together.
      const [first, other] = await Promise.all([open(mainUrl), open(mainUrl)]);
      await expectVaultAt(first.vaultUrl);
      expect(other.vaultUrl).toBe(first.vaultUrl);
      expect((await open(mainUrl)).vaultUrl).toBe(first.vaultUrl);

      // The password is asked for, and is not that of another key.
      const wrong = new URL(first.vaultUrl);
      wrong.password = 'another';
      await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
      await ask(server.url(), `create role stranger login`);
      const stranger = server.url('entente_vault').replace('postgres@', 'stranger@');
      await expect(ask(stranger, 'select 1')).rejects.toMatchObject({ code: '42501' });
      if (mainUrl.includes('maker@'))
        await expect(ask(mainUrl.replace('/main', '/entente_vault'), 'select 1')).rejects.toMatchObject({
          code: '42501',
        });
    },
    PATIENCE_MS,
  );

  it(
    'keeps its password when another key is given, which is reported',
    async () => {
      const { vaultUrl } = await open(server.url('main'));
      await expectVaultAt(vaultUrl);
      await writeFile(join(folder, 'one.key'), randomBytes(32).toString('hex'), { mode: 0o600 });
      const problem = await problemOf(open(server.url('main')));
      expect(problem).toBeInstanceOf(StartupProblem);
      expect((problem as Error).message).toContain('is not the one this vault was made with');
      expect(await ask(vaultUrl, 'select 1 as still')).toEqual([{ still: 1 }]);
    },
    PATIENCE_MS,
  );

  it(
    'is not opened for another ledger than the one that it was first opened for',
    async () => {
      const { vaultUrl: connectionString, vaultKey: masterKey } = await open(server.url('main'));
      const opened = (ledgerId: string) => openPostgresVault({ connectionString, masterKey, ledgerId });
      for (let start = 0; start < 2; start += 1) await (await opened(LEDGER_ID)).close();
      const other = LEDGER_ID.replace('0a', '0b');
      await expect(opened(other)).rejects.toThrow(VaultOfAnotherLedgerError);
      await (await opened(LEDGER_ID)).close();
    },
    PATIENCE_MS,
  );

  it(
    'is not opened where what it acknowledges could be lost',
    async () => {
      const { vaultUrl } = await open(server.url('main'));
      await ask(server.url(), 'alter database entente_vault set synchronous_commit = off');
      await expect(
        openPostgresVault({ connectionString: vaultUrl, masterKey: randomBytes(32), ledgerId: LEDGER_ID }),
      ).rejects.toThrow(/synchronous_commit is off/);
    },
    PATIENCE_MS,
  );

  it(
    'gets its password again when the role is there with another',
    async () => {
      await ask(server.url(), `create role entente_vault login password 'another'`);
      await expectVaultAt((await open(server.url('main'))).vaultUrl);
    },
    PATIENCE_MS,
  );

  it(
    'is opened by an account that has lost the rights with which it made it',
    async () => {
      const mainUrl = await mainAs('maker', 'createrole createdb');
      const made = await open(mainUrl);
      await ask(server.url(), 'alter role maker nocreaterole nocreatedb');
      expect((await open(mainUrl)).vaultUrl).toBe(made.vaultUrl);
    },
    PATIENCE_MS,
  );

  it.each([
    ['may create nothing', 'plain', 'nocreaterole'],
    ['may create databases only', 'plain', 'createdb'],
    ['may create roles only', 'plain', 'createrole'],
  ])(
    'is refused, with what to do, when the account %s',
    async (_what, account, rights) => {
      const problem = await problemOf(open(await mainAs(account, rights)));
      expect(problem).toBeInstanceOf(StartupProblem);
      expect((problem as Error).message).toMatch(
        /the account plain may not make it .*create the role entente_vault .*by hand and set ENTENTE_VAULT_DATABASE_URL/,
      );
    },
    PATIENCE_MS,
  );

  it(
    'is refused when its database belongs to another account, and when its account is the main one',
    async () => {
      await server.createDatabase('entente_vault');
      const foreign = await problemOf(open(server.url('main')));
      expect(foreign).toBeInstanceOf(StartupProblem);
      expect((foreign as Error).message).toContain('the database entente_vault belongs to another account');

      await ask(server.url(), `alter role entente_vault password 'known'`);
      const same = server.url('main').replace('postgres@', 'entente_vault:known@');
      const shared = await problemOf(open(same));
      expect(shared).toBeInstanceOf(StartupProblem);
      expect((shared as Error).message).toContain('ENTENTE_DATABASE_URL connects as entente_vault');
      expect(await ask(same, 'select 1 as still')).toEqual([{ still: 1 }]);
    },
    PATIENCE_MS,
  );
});

describe('the vault’s master key', () => {
  /** A vault with two keys, opened as each start does. */
  async function aVault() {
    const mainUrl = server.url('main');
    const start = async () => {
      const databases = await open(mainUrl);
      const vault = await openPostgresVault({
        connectionString: databases.vaultUrl,
        masterKey: databases.vaultKey,
        ledgerId: LEDGER_ID,
      });
      return { databases, vault };
    };
    const { databases, vault } = await start();
    const made = await vault.keysFor([
      { kind: 'PERSON', personId: 'p-1' },
      { kind: 'TEXT', names: ['p-1'] },
    ]);
    await vault.indexNames([{ personId: 'p-1', name: 'Ada Example' }]);
    await vault.close();
    const keys = new Map(made.map(({ kid, key }) => [kid, key]));
    return { configuration: configurationOf(mainUrl), databases, start, keys };
  }

  it(
    'is rotated; stopped at any step, the next start opens every key and the next call goes on',
    async () => {
      const { configuration, start, keys, ...first } = await aVault();
      let { databases } = first;
      const rotate = (stopAt: RotationStep | null, dryRun = false) =>
        rotateVaultKey({
          configuration,
          databases,
          newKey: null,
          dryRun,
          onStep: (step) => {
            if (step === stopAt) throw new Error(`stopped at ${step}`);
          },
        });
      expect(await rotate(null, true)).toEqual({ keys: 2, damaged: 0 });
      const used = [databases.vaultKey.toString('hex')];
      for (const stopAt of ['NEXT_KEY_KEPT', 'ALL_WRAPPED', 'COMMITTED', null] as const) {
        const ended = await rotate(stopAt).catch(({ message }: Error) => message);
        expect(ended).toEqual(stopAt === null ? { keys: 2, damaged: 0 } : `stopped at ${stopAt}`);
        const started = await start();
        ({ databases } = started);
        expect((await started.vault.open([...keys.keys()])).keys).toEqual(keys);
        expect(await started.vault.findPersons('ada', 5)).toEqual(['p-1']);
        await started.vault.close();
        used.push(databases.vaultKey.toString('hex'));
      }
      // Before all was kept the old key goes on; the key that was to come next is the one that comes.
      const [old, second, third, fourth, fifth] = used;
      expect([second, third]).toEqual([old, old]);
      expect(new Set([old, fourth, fifth]).size).toBe(3);
      expect((await readFile(join(folder, 'one.key'), 'utf8')).trim()).toBe(fifth);
      expect((await readFile(join(folder, 'one.key.before'), 'utf8')).trim()).toBe(fourth);
    },
    PATIENCE_MS,
  );

  it(
    'is not rotated while another process uses the vault, which makes no key with one that was rotated away',
    async () => {
      const { configuration, databases, start, keys } = await aVault();
      const { vault } = await start();
      await expect(rotateVaultKey({ configuration, databases, newKey: null, dryRun: false })).rejects.toThrow(
        VaultInUseError,
      );
      await ask(databases.vaultUrl, `update master_key_check set wrapped = wrapped || '\\x00'`);
      await expect(vault.keysFor([{ kind: 'TEXT', names: [] }])).rejects.toThrow(VaultKeyDiffersError);
      await ask(databases.vaultUrl, `update vault_key set wrapped = wrapped || '\\x00'`);
      await expect(vault.open([...keys.keys()])).rejects.toThrow(VaultKeyDiffersError);
      await vault.close();
    },
    PATIENCE_MS,
  );
});
