import { prepareAccess } from '@entente/access';
import { preparePostgresLog } from '@entente/event-store';
import { preparePostgresClaims } from '@entente/ledger';
import { prepareNotices } from '@entente/notices';
import { EXIT_CONFIGURATION, StartupProblem, type Configuration } from '@entente/platform';
import { prepareVersions, readModelPool, type Accounts } from '@entente/read-model';
import { prepareCheckpoints, prepareReadLog } from '@entente/transparency';
import { escapeIdentifier, escapeLiteral, type Pool } from 'pg';
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

/** What is asked on a connection, or on one of a pool. */
type Asked = Pick<Pool, 'query'>;

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
  const pool = readModelPool(ownerUrl, { max: 1 });
  try {
    const owner = await whoIs(pool);
    const open = async (part: Part): Promise<OpenedAccount> =>
      given
        ? openGiven(given[`${part}Url`])
        : openOwn(pool, nameOf(part, owner.database), { ownerUrl, secret, before });
    const writer = await open('writer');
    const reader = await open('reader');
    const accounts = namesOf(owner, { writer: writer.who, reader: reader.who });
    if (eventStore.kind === 'postgres') await preparePostgresLog(ownerUrl, accounts.writer);
    await prepareVersions(pool, accounts);
    await preparePostgresClaims(pool, accounts.writer);
    await prepareAccess(pool, accounts.writer);
    await prepareCheckpoints(pool, accounts.writer);
    await prepareReadLog(pool, accounts.writer);
    await prepareNotices(pool, accounts.writer);
    return { ownerUrl, writerUrl: writer.url, readerUrl: reader.url, accounts };
  } finally {
    await pool.end();
  }
}

/** An account of the database, and who that is there. */
interface OpenedAccount {
  readonly url: string;
  readonly who: Somebody;
}

async function openGiven(url: string): Promise<OpenedAccount> {
  return { url, who: await withClient(url, whoIs) };
}

function nameOf(part: Part, database: string): string {
  const account = `${database}${ENDINGS[part]}`;
  if (Buffer.byteLength(account) > LONGEST_NAME)
    throw accountProblem(account, 'the name is longer than PostgreSQL takes');
  return account;
}

/** The account of a name, with a password that only the secret gives; makes it where it is missing. */
async function openOwn(
  owner: Asked,
  account: string,
  from: { readonly ownerUrl: string; readonly secret: string | Buffer; readonly before: Buffer | null },
): Promise<OpenedAccount> {
  const passwordOf = (given: string | Buffer): string => passwordFrom(given, `entente/${account}/v1`);
  const password = passwordOf(from.secret);
  const url = withAccount(from.ownerUrl, account, password);
  const beforeUrl = from.before && withAccount(from.ownerUrl, account, passwordOf(from.before));
  return { url, who: await ensureAccount(owner, account, password, { url, beforeUrl }) };
}

/** Makes an account, or gives it its password where no ledger uses it yet, or the key was rotated. One that works is left as it is. */
async function ensureAccount(
  owner: Asked,
  account: string,
  password: string,
  { url, beforeUrl }: { readonly url: string; readonly beforeUrl: string | null },
): Promise<Somebody> {
  const before = await whoOrRefusal(url);
  if (!(before instanceof Error)) return before;
  // Whoever has the key of before as well rotated it, and may give the new one's password.
  const rotated = beforeUrl !== null && !((await whoOrRefusal(beforeUrl)) instanceof Error);
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
  const made = await whoOrRefusal(url);
  if (made instanceof Error) throw accountProblem(account, made.message);
  return made;
}

/** Who an account is in its database, or why it cannot use it. */
async function whoOrRefusal(url: string): Promise<Somebody | Error> {
  try {
    return await withClient(url, whoIs);
  } catch (error) {
    if (codeIn(error, REFUSALS)) return error as Error;
    throw error;
  }
}

interface Somebody {
  readonly account: string;
  readonly database: string;
  /** The database, and when its server was started: two servers may each have one of this name. */
  readonly place: string;
  readonly superuser: boolean;
}

/** The names of the accounts, when they are three, on one database, and those that need no more cannot do everything. */
function namesOf(owner: Somebody, others: Readonly<Record<Part, Somebody>>): Accounts {
  for (const part of PARTS) {
    const one = others[part];
    if (one.account === owner.account) throw notApart(part, `is the account of ENTENTE_DATABASE_URL`);
    if (one.superuser) throw notApart(part, `is the account ${one.account}, a superuser`);
    if (one.place !== owner.place)
      throw notApart(part, 'leads to another database than ENTENTE_DATABASE_URL');
  }
  const { writer, reader } = others;
  if (writer.account === reader.account) throw notApart('reader', `is the account of ${VARIABLES.writer}`);
  return { writer: writer.account, reader: reader.account };
}

async function whoIs(client: Asked): Promise<Somebody> {
  const { rows } = await client.query<Somebody>(
    `select current_user as account, rolsuper as superuser, current_database() as database,
            current_database() || ' ' || pg_postmaster_start_time() as place
     from pg_roles where rolname = current_user`,
  );
  return rows[0] as Somebody;
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
