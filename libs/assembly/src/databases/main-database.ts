import { prepareAccess } from '@entente/access';
import { preparePostgresLog } from '@entente/event-store';
import { preparePostgresClaims } from '@entente/ledger';
import { prepareNotices } from '@entente/notices';
import { EXIT_CONFIGURATION, StartupProblem, type Configuration } from '@entente/platform';
import { prepareVersions, readModelPool, type Accounts } from '@entente/read-model';
import { prepareCheckpoints, prepareReadLog } from '@entente/transparency';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import {
  NOT_PERMITTED,
  REFUSALS,
  WRONG_PASSWORD,
  codeIn,
  ignoreDuplicate,
  passwordFrom,
  scramVerifier,
  withAccount,
  withClient,
} from './postgres-accounts.js';

/** The main database by each of its three accounts (docs/adr/0022-three-accounts.md). */
export interface MainDatabase {
  /** Makes tables, and nothing else. */
  readonly ownerUrl: string;
  /** Adds to the log, projects, claims, keeps the tokens. */
  readonly writerUrl: string;
  /** Reads what is projected. */
  readonly readerUrl: string;
  /** What the server calls the last two. */
  readonly accounts: Accounts;
}

/** What the names of the accounts end with; before it stands the database's. */
const ENDINGS = { writer: '_writer', reader: '_reader' } as const;
type Part = keyof typeof ENDINGS;
const PARTS = ['writer', 'reader'] as const;
const VARIABLES: Readonly<Record<Part, string>> = {
  writer: 'ENTENTE_DATABASE_WRITER_URL',
  reader: 'ENTENTE_DATABASE_READER_URL',
};
/** PostgreSQL cuts a longer name off. */
const LONGEST_NAME = 63;

/**
 * Makes the accounts that write and read, unless the configuration names them, and all tables that are missing.
 *
 * @param secret what the accounts' passwords are made from
 * @param before what they may still be made from, where the secret was rotated
 * @throws {StartupProblem} when an account is missing and may not be made, or may do more than it should
 */
export async function openMainDatabase({
  ownerUrl,
  secret,
  before = null,
  configuration: { database, eventStore },
}: {
  readonly ownerUrl: string;
  readonly secret: string | Buffer;
  readonly before?: Buffer | null;
  readonly configuration: Pick<Configuration, 'database' | 'eventStore'>;
}): Promise<MainDatabase> {
  const given = database.kind === 'server' ? database.accounts : null;
  const urls =
    given ?? (await withClient(ownerUrl, (owner) => makeAccounts(owner, ownerUrl, { secret, before })));
  const accounts = await namesOf(ownerUrl, urls);
  if (eventStore.kind === 'postgres') await preparePostgresLog(ownerUrl, accounts.writer);
  const pool = readModelPool(ownerUrl, { max: 1 });
  try {
    await prepareVersions(pool, accounts);
    await preparePostgresClaims(pool, accounts.writer);
    await prepareAccess(pool, accounts.writer);
    await prepareCheckpoints(pool, accounts.writer);
    await prepareReadLog(pool, accounts.writer);
    await prepareNotices(pool, accounts.writer);
  } finally {
    await pool.end();
  }
  return { ownerUrl, ...urls, accounts };
}

interface AccountUrls {
  readonly writerUrl: string;
  readonly readerUrl: string;
}

/** The addresses of the two accounts, with passwords that only the secret gives. */
async function makeAccounts(
  owner: Client,
  ownerUrl: string,
  { secret, before }: { readonly secret: string | Buffer; readonly before: Buffer | null },
): Promise<AccountUrls> {
  const { rows } = await owner.query<{ database: string }>('select current_database() as database');
  const urlOf = async (part: Part): Promise<string> => {
    const account = `${rows[0]?.database ?? ''}${ENDINGS[part]}`;
    if (Buffer.byteLength(account) > LONGEST_NAME)
      throw accountProblem(account, 'the name is longer than PostgreSQL takes');
    const passwordOf = (given: string | Buffer): string => passwordFrom(given, `entente/${account}/v1`);
    const password = passwordOf(secret);
    const url = withAccount(ownerUrl, account, password);
    const beforeUrl = before && withAccount(ownerUrl, account, passwordOf(before));
    await ensureAccount(owner, account, password, { url, beforeUrl });
    return url;
  };
  return { writerUrl: await urlOf('writer'), readerUrl: await urlOf('reader') };
}

/** Makes an account, or gives it its password where no ledger uses it yet, or the key was rotated. One that works is left as it is. */
async function ensureAccount(
  owner: Client,
  account: string,
  password: string,
  { url, beforeUrl }: { readonly url: string; readonly beforeUrl: string | null },
): Promise<void> {
  const before = await refusalOf(url);
  if (before === null) return;
  // Whoever has the key of before as well rotated it, and may give the new one's password.
  const rotated = beforeUrl !== null && (await refusalOf(beforeUrl)) === null;
  const { rows } = await owner.query<{ there: boolean; used: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as there,
            to_regclass('read_model.version') is not null as used`,
    [account],
  );
  const { there = false, used = false } = rows[0] ?? {};
  // A process that runs with the right key must keep its password.
  if (there && used && !rotated && codeIn(before, [WRONG_PASSWORD]))
    throw new StartupProblem(
      `the account ${account} has another password than the one that ENTENTE_VAULT_KEY_FILE gives: that key is not the one ` +
        'this ledger was made with; restore that one from your backup, or set ENTENTE_DATABASE_WRITER_URL and ' +
        'ENTENTE_DATABASE_READER_URL if only the password was changed',
      { cause: before, exitCode: EXIT_CONFIGURATION },
    );
  try {
    await owner
      .query(
        `${there ? 'alter' : 'create'} role ${escapeIdentifier(account)} login password ${escapeLiteral(scramVerifier(password))}`,
      )
      // The api and the worker may start together; both give the same password.
      .catch(ignoreDuplicate);
  } catch (error) {
    if (codeIn(error, [NOT_PERMITTED])) throw accountProblem(account, (error as Error).message);
    throw error;
  }
  const refusal = await refusalOf(url);
  if (refusal !== null) throw accountProblem(account, refusal.message);
}

/** Why an account cannot use its database; null when it can. */
async function refusalOf(url: string): Promise<Error | null> {
  try {
    await withClient(url, async () => {});
    return null;
  } catch (error) {
    if (codeIn(error, REFUSALS)) return error as Error;
    throw error;
  }
}

interface Somebody {
  readonly account: string;
  readonly database: string;
  readonly superuser: boolean;
}

/** The names of the accounts, when they are three, on one database, and those that need no more cannot do everything. */
async function namesOf(ownerUrl: string, { writerUrl, readerUrl }: AccountUrls): Promise<Accounts> {
  const [owner, writer, reader] = [await whoIs(ownerUrl), await whoIs(writerUrl), await whoIs(readerUrl)];
  for (const [part, one] of [
    ['writer', writer],
    ['reader', reader],
  ] as const) {
    if (one.account === owner.account) throw notApart(part, `is the account of ENTENTE_DATABASE_URL`);
    if (one.superuser) throw notApart(part, `is the account ${one.account}, a superuser`);
    if (one.database !== owner.database)
      throw notApart(part, 'leads to another database than ENTENTE_DATABASE_URL');
  }
  if (writer.account === reader.account) throw notApart('reader', `is the account of ${VARIABLES.writer}`);
  return { writer: writer.account, reader: reader.account };
}

async function whoIs(url: string): Promise<Somebody> {
  return withClient(url, async (client) => {
    // Two servers may each have a database of this name; they were not started in the same moment.
    const { rows } = await client.query<Somebody>(
      `select current_user as account, rolsuper as superuser,
              current_database() || ' ' || pg_postmaster_start_time() as database
       from pg_roles where rolname = current_user`,
    );
    return rows[0] as Somebody;
  });
}

function notApart(part: Part, what: string): StartupProblem {
  return new StartupProblem(
    `${VARIABLES[part]} ${what}; name an account of its own on the database of ENTENTE_DATABASE_URL, without rights: it is given those that it needs`,
    { exitCode: EXIT_CONFIGURATION },
  );
}

function accountProblem(account: string, why: string): StartupProblem {
  return new StartupProblem(
    `the main database needs the account ${account}, which cannot be made or used (${why}); give the account of ` +
      'ENTENTE_DATABASE_URL the right CREATEROLE, or create two accounts by hand and set ' +
      `${PARTS.map((part) => VARIABLES[part]).join(' and ')} to them`,
    { exitCode: EXIT_CONFIGURATION },
  );
}
