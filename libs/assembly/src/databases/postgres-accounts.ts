/** Accounts and databases of a PostgreSQL server: what making them has in common, whatever they are for. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { CONNECT_MS } from './database-trouble.js';

export const NOT_PERMITTED = '42501';
export const WRONG_PASSWORD = '28P01';
/** Connection refused by a rule, wrong password, no such database, no right to connect to it. */
export const REFUSALS: readonly string[] = ['28000', WRONG_PASSWORD, '3D000', NOT_PERMITTED];

/** Whether an error of the server has one of these codes. */
export function codeIn(error: unknown, codes: readonly string[]): boolean {
  const { code } = error as { code?: string };
  return code !== undefined && codes.includes(code);
}

/** The password that a secret gives an account: the same at every start, and in every process that has the secret. */
export function passwordFrom(secret: string | Buffer, account: string): string {
  return createHmac('sha256', secret).update(account).digest('base64url');
}

/** What PostgreSQL keeps of a password (RFC 5803): the statement with it may come into the server's log, a password not. */
export function scramVerifier(password: string): string {
  const iterations = 4_096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

/** The address with this account in place of its own, wherever it names one. */
export function withAccount(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  if (url.host === '') {
    // A socket's address has no place for an account before the host.
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  } else {
    url.username = user;
    url.password = password;
  }
  return url.href;
}

/** The address with this database in place of its own. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Makes a database where it is missing; one that has an owner of its own is closed to others. */
export async function ensureDatabase(client: Client, name: string, owner?: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  await client
    .query(`create database ${escapeIdentifier(name)}${owner ? ` owner ${escapeIdentifier(owner)}` : ''}`)
    .catch(ignoreDuplicate);
  if (owner) await client.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
}

/** Another process may have made it in the same moment. */
export function ignoreDuplicate(error: unknown): void {
  const { code } = error as { code?: string };
  if (code !== '42P04' && code !== '42710' && code !== '23505') throw error;
}

/** Connects, works and leaves. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // Its queries report the error; without a listener a broken connection would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
