import { StartupProblem } from '@entente/platform';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import {
  NOT_PERMITTED,
  REFUSALS,
  WRONG_PASSWORD,
  codeIn,
  ensureDatabase,
  ignoreDuplicate,
  passwordFrom,
  scramVerifier,
  withAccount,
  withClient,
  withDatabase,
} from './postgres-accounts.js';
import type { VaultKeys } from './vault-key-file.js';

const VAULT = 'entente_vault';

/** The vault's own account and database on the embedded server: no other account than the superuser's may connect. */
export async function ensureVaultAccount(client: Client, admin: string): Promise<string> {
  const password = passwordFrom(new URL(admin).password, VAULT);
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [VAULT]);
  if (rowCount === 0)
    await client
      .query(`create role ${escapeIdentifier(VAULT)} login password ${escapeLiteral(password)}`)
      .catch(ignoreDuplicate);
  await ensureDatabase(client, VAULT, VAULT);
  return withAccount(withDatabase(admin, VAULT), VAULT, password);
}

/**
 * The vault's own account and database beside the main one on a server: the account's name, and a password that only the
 * vault's key gives, the same at every start. An account and a database that work are left as they are.
 * @throws {StartupProblem} when they are not there and the main account may not make them.
 */
export async function vaultBeside(mainUrl: string, { key, before }: VaultKeys): Promise<string> {
  const passwordOf = (secret: Buffer): string => passwordFrom(secret, 'entente/vault-account/v1');
  const urlOf = (given: string): string => withAccount(withDatabase(mainUrl, VAULT), VAULT, given);
  const password = passwordOf(key);
  const url = urlOf(password);
  if ((await refusalOf(url)) === null) return url;
  const beforeUrl = before && urlOf(passwordOf(before));
  if (beforeUrl && (await refusalOf(beforeUrl)) === null) {
    // The key was rotated: whoever has both gives the account the new one's password.
    const verifier = escapeLiteral(scramVerifier(password));
    await withClient(beforeUrl, (client) => client.query(`alter role current_user password ${verifier}`));
    return url;
  }
  await makeVaultBeside(mainUrl, url, password);
  const refusal = await refusalOf(url);
  if (refusal !== null) throw vaultProblem(`${VAULT} cannot use its database`, refusal);
  return url;
}

/** Why the vault's account cannot use its database; null when it can. */
async function refusalOf(vaultUrl: string): Promise<Error | null> {
  try {
    let owns: boolean | undefined;
    await withClient(vaultUrl, async (client) => {
      const { rows } = await client.query<{ owns: boolean | null }>(
        `select has_schema_privilege(current_schema(), 'CREATE') as owns`,
      );
      owns = rows[0]?.owns === true;
    });
    return owns ? null : new Error(`the database ${VAULT} belongs to another account`);
  } catch (error) {
    if (codeIn(error, REFUSALS)) return error as Error;
    throw error;
  }
}

async function makeVaultBeside(mainUrl: string, vaultUrl: string, password: string): Promise<void> {
  const role = escapeIdentifier(VAULT);
  await withClient(mainUrl, async (client) => {
    const { rows } = await client.query<{ account: string; superuser: boolean }>(
      `select rolname as account, rolsuper as superuser from pg_roles where rolname = current_user`,
    );
    const { account, superuser } = rows[0] ?? { account: '', superuser: false };
    if (account === VAULT)
      throw vaultProblem(`ENTENTE_DATABASE_URL connects as ${VAULT}, which is the vault's account alone`);
    // The api and the worker may start together; the lock goes with the connection.
    await client.query('select pg_advisory_lock(7205922)');
    try {
      const refusal = await refusalOf(vaultUrl);
      if (refusal === null) return;
      const there = await client.query('select 1 from pg_roles where rolname = $1', [VAULT]);
      const made = await client.query('select 1 from pg_database where datname = $1', [VAULT]);
      // A process that runs on this vault with the right key must keep its password.
      if (there.rowCount !== 0 && made.rowCount !== 0 && codeIn(refusal, [WRONG_PASSWORD]))
        throw new StartupProblem(
          `the account ${VAULT} has another password than the one that ENTENTE_VAULT_KEY_FILE gives: that key is not the one ` +
            'this vault was made with; restore that one from your backup, or set ENTENTE_VAULT_DATABASE_URL if only ' +
            'the password was changed',
          { cause: refusal },
        );
      const verb = there.rowCount === 0 ? 'create' : 'alter';
      await client.query(`${verb} role ${role} login password ${escapeLiteral(scramVerifier(password))}`);
      if (made.rowCount !== 0) return;
      // Only a member of a role may make a database for it; a superuser is one of every role.
      if (!superuser) await client.query(`grant ${role} to current_user`);
      try {
        await client.query(`create database ${role} owner ${role}`);
        await client.query(`revoke connect on database ${role} from public`);
      } finally {
        if (!superuser) await client.query(`revoke ${role} from current_user`);
      }
    } catch (error) {
      if (!codeIn(error, [NOT_PERMITTED])) throw error;
      throw vaultProblem(`the account ${account} may not make it`, error as Error);
    }
  });
}

function vaultProblem(what: string, cause?: Error): StartupProblem {
  return new StartupProblem(
    `the vault needs an account and a database of its own: ${what}${cause ? ` (${cause.message})` : ''}; ` +
      `create the role ${VAULT} and a database ${VAULT} that it owns by hand and set ENTENTE_VAULT_DATABASE_URL to them, ` +
      'or give the account of ENTENTE_DATABASE_URL the rights CREATEROLE and CREATEDB',
    cause && { cause },
  );
}
