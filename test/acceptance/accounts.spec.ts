import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases } from '@entente/assembly';
import { LEDGER_READ_MODEL, rebuild } from '@entente/read-model';
import { StartupProblem, loadConfiguration, silentLogger } from '@entente/platform';
import { assembleLedger, environmentOn, type AssembledLedger } from '../support/assembled-ledger.js';
import { askOnce as ask, startPostgres, type TestPostgres } from '../support/embedded-postgres.js';
import { removeFolder } from '../support/names-in-clear.js';

const PATIENCE_MS = 60_000;
const NOT_PERMITTED = { code: '42501' };

/** What each account is refused, statement by statement. */
async function expectApart({ assembly, databases }: AssembledLedger): Promise<void> {
  const { ownerUrl, writerUrl, readerUrl } = databases;
  const { version } = await assembly.readModel.projected();
  const tables = `read_model_v${version}`;
  for (const change of [
    `update log.event set hash = hash`,
    `delete from log.event`,
    `truncate log.event`,
    `alter table log.event disable trigger all`,
    `drop table log.event`,
    `delete from log.head`,
    `delete from access.token`,
    `delete from read_log.entry`,
    `update read_log.entry set leaf = leaf`,
    `delete from read_log.head`,
    `create table log.mine (one int)`,
    `create schema mine`,
    `drop schema ${tables} cascade`,
  ])
    await expect(ask(writerUrl, change)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|P0001)$/) as string,
    });
  for (const question of [
    `select * from access.token`,
    `select * from access.session`,
    `select * from access.calendar_key`,
    `select * from claims.identifier`,
    `select * from log.event`,
    `select * from read_log.entry`,
    `insert into ${tables}.agreement_status select * from ${tables}.agreement_status`,
    `delete from ${tables}.event`,
    `update read_model.version set position = 0`,
    `create table ${tables}.mine (one int)`,
  ])
    await expect(ask(readerUrl, question)).rejects.toMatchObject(NOT_PERMITTED);
  expect(await ask(readerUrl, `select count(*)::int as events from ${tables}.event`)).toHaveLength(1);
  const owners = `select distinct tableowner::text as owner from pg_tables
    where schemaname !~ '^(pg_|information_schema)'`;
  expect(await ask(ownerUrl, owners)).toEqual(await ask(ownerUrl, 'select current_user::text as owner'));
}

describe('the accounts of the main database', () => {
  it(
    'are three on the embedded server, and each may do its own work alone',
    async () => {
      const made = await assembleLedger({ logInDatabase: true });
      try {
        made.assembly.startWorker();
        await made.caughtUp();
        await expectApart(made);
        // What a rebuild makes is opened to them as well.
        await rebuild({ ...made.assembly.runnerParts, readModel: LEDGER_READ_MODEL });
        await expectApart(made);
      } finally {
        await made.dispose();
      }
    },
    PATIENCE_MS,
  );

  describe('on a server', () => {
    let server: TestPostgres;
    let folder: string;

    beforeAll(async () => {
      server = await startPostgres();
    }, PATIENCE_MS);
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'entente-accounts-'));
      await chmod(folder, 0o711);
    });
    afterEach(() => removeFolder(folder));
    afterAll(() => server.dispose(), PATIENCE_MS);

    /** The variables of a ledger whose main account is one that is made with these rights. */
    async function environmentAs(account: string, rights: string): Promise<Record<string, string>> {
      const env: Record<string, string> = {
        ...(await environmentOn(server, `of_${account}`, { logInDatabase: true, fresh: true })),
      };
      await ask(server.url(), `create role ${account} login ${rights}`);
      await ask(server.url(), `alter database of_${account} owner to ${account}`);
      env['ENTENTE_DATABASE_URL'] = (env['ENTENTE_DATABASE_URL'] ?? '').replace('postgres@', `${account}@`);
      return env;
    }

    const open = (env: Readonly<Record<string, string>>) => {
      const loaded = loadConfiguration({ ENTENTE_DATA_DIR: folder, ...env });
      if (!loaded.ok) throw new Error(loaded.problems.join('; '));
      return openDatabases(loaded.configuration, { log: silentLogger, beside: false });
    };
    const problemOf = (env: Readonly<Record<string, string>>): Promise<string> =>
      open(env).then(
        () => 'none',
        (error: unknown) => {
          expect(error).toBeInstanceOf(StartupProblem);
          return (error as Error).message;
        },
      );

    it(
      'are made by an account that may create roles, once for all processes that start together, and keep their passwords',
      async () => {
        const env = await environmentAs('maker', 'createrole');
        const [first, other] = await Promise.all([open(env), open(env)]);
        expect(other).toMatchObject({ writerUrl: first.writerUrl, readerUrl: first.readerUrl });
        expect(first.accounts).toEqual({ writer: 'of_maker_writer', reader: 'of_maker_reader' });
        const made = await assembleLedger({ env, logInDatabase: true });
        try {
          made.assembly.startWorker();
          await made.caughtUp();
          await expectApart(made);
        } finally {
          await made.dispose();
        }
      },
      PATIENCE_MS,
    );

    it(
      'are those that the configuration names, where the main account may make none',
      async () => {
        const env = await environmentAs('plain', 'nocreaterole');
        expect(await problemOf(env)).toMatch(
          /needs the account of_plain_writer, .*right CREATEROLE, or create two accounts by hand and set ENTENTE_DATABASE_WRITER_URL and ENTENTE_DATABASE_READER_URL/,
        );
        for (const account of ['hand_writer', 'hand_reader'])
          await ask(server.url(), `create role ${account} login`);
        const urlOf = (account: string, database = 'of_plain') =>
          server.url(database).replace('postgres@', `${account}@`);
        const named = (writer: string, reader: string) => ({
          ...env,
          ENTENTE_DATABASE_WRITER_URL: writer,
          ENTENTE_DATABASE_READER_URL: reader,
        });
        const made = await assembleLedger({
          env: named(urlOf('hand_writer'), urlOf('hand_reader')),
          logInDatabase: true,
        });
        try {
          made.assembly.startWorker();
          await made.caughtUp();
          await expectApart(made);
        } finally {
          await made.dispose();
        }
        const refused = [
          [urlOf('plain'), urlOf('hand_reader'), /WRITER_URL is the account of ENTENTE_DATABASE_URL/],
          [urlOf('postgres'), urlOf('hand_reader'), /WRITER_URL is the account postgres, a superuser/],
          [
            urlOf('hand_writer'),
            urlOf('hand_writer'),
            /READER_URL is the account of ENTENTE_DATABASE_WRITER/,
          ],
          [urlOf('hand_writer'), urlOf('hand_reader', 'postgres'), /READER_URL leads to another database/],
        ] as const;
        for (const [writer, reader, problem] of refused)
          expect(await problemOf(named(writer, reader))).toMatch(problem);
      },
      PATIENCE_MS,
    );

    it(
      'keep their passwords when another key is given, which is reported',
      async () => {
        await writeFile(
          join(server.dataDir, 'pg_hba.conf'),
          'host all of_keyed_writer 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
        );
        await ask(server.url(), 'select pg_reload_conf()');
        const env = await environmentAs('keyed', 'createrole');
        const { writerUrl } = await open(env);
        const other = join(folder, 'other.key');
        await writeFile(other, randomBytes(32).toString('hex'), { mode: 0o600 });
        expect(await problemOf({ ...env, ENTENTE_VAULT_KEY_FILE: other })).toContain(
          'is not the one this ledger was made with',
        );
        expect(await ask(writerUrl, 'select 1 as still')).toEqual([{ still: 1 }]);
      },
      PATIENCE_MS,
    );
  });
});
