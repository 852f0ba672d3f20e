import {
  EXIT_CONFIGURATION,
  StartupProblem,
  redactUrl,
  systemCode,
  type Configuration,
} from '@entente/platform';
import { isOutage } from '@entente/event-store';
import { Client, DatabaseError } from 'pg';

/** Why a database server cannot be used: the text after its address, what to do, and the exit code of the start. */
export interface Trouble {
  readonly problem: string;
  readonly advice: string;
  readonly exitCode: number;
}

/** Longer than a busy server needs, shorter than a person waits after mistyping an address. */
export const CONNECT_MS = 10_000;

/**
 * Connects to each PostgreSQL server that the configuration names, and leaves it again.
 * @throws {StartupProblem} a line for each that cannot be used, without its password: 78 where the configuration must
 * change (an account, a password, a database that is not there), 1 where the server may come back.
 */
export async function reachDatabases({ database, vault }: Configuration): Promise<void> {
  const named = [
    ...(database.kind === 'server' ? [{ variable: 'ENTENTE_DATABASE_URL', url: database.url }] : []),
    ...(database.kind === 'server' && database.accounts
      ? [
          { variable: 'ENTENTE_DATABASE_WRITER_URL', url: database.accounts.writerUrl },
          { variable: 'ENTENTE_DATABASE_READER_URL', url: database.accounts.readerUrl },
        ]
      : []),
    ...(vault.database.kind === 'server'
      ? [{ variable: 'ENTENTE_VAULT_DATABASE_URL', url: vault.database.url }]
      : []),
  ];
  const found = (await Promise.all(named.map(problemWith))).filter((problem) => problem !== null);
  if (found.length === 0) return;
  throw new StartupProblem(found.map(({ line }) => line).join('\n'), {
    cause: found[0]?.cause,
    exitCode: Math.max(...found.map(({ exitCode }) => exitCode)),
  });
}

async function problemWith(server: { readonly variable: string; readonly url: string }) {
  try {
    // The constructor raises as well: it reads the certificates that the address names.
    const client = new Client({ connectionString: server.url, connectionTimeoutMillis: CONNECT_MS });
    client.on('error', () => {});
    await client.connect().finally(() => void client.end().catch(() => {}));
    return null;
  } catch (error) {
    const { problem, advice, exitCode } = troubleIn(error) ?? { ...UNREACHABLE, problem: describe(error) };
    return {
      line: `${server.variable}: ${redactUrl(server.url)} ${problem}; ${advice}`,
      exitCode,
      cause: error,
    };
  }
}

const UNREACHABLE = { advice: 'start that server, or correct the address', exitCode: 1 };

/** What an error of the driver or of PostgreSQL says about the server; null when it is about something else. */
export function troubleIn(error: unknown): Trouble | null {
  const code = systemCode(error) ?? '';
  if (error instanceof DatabaseError) return refusedByServer(error, code);
  if (!(error instanceof Error)) return null;
  if ('syscall' in error && error.syscall === 'open')
    return wrong(`names a file that cannot be read (${describe(error)})`, 'correct its path');
  if (/^ERR_TLS|CERT|SIGNATURE|ISSUER/.test(code))
    return wrong(
      `shows a certificate that cannot be verified (${code})`,
      'name its authority’s by sslrootcert, or correct the address',
    );
  if (/client password must be/.test(error.message))
    return wrong('asks for a password and the address has none', 'add it after the user');
  if (/^SASL: |does not support SSL/.test(error.message))
    return wrong(`cannot agree with us (${describe(error)})`, 'correct the password, or sslmode');
  if (/^(EADDR|EACCES)/.test(code) || isOutage(error))
    return { ...UNREACHABLE, problem: `cannot be reached (${code === '' ? describe(error) : code})` };
  return null;
}

function refusedByServer(error: DatabaseError, code: string): Trouble | null {
  const said = `(${describe(error)}; ${code})`;
  switch (code) {
    case '28P01':
      return wrong(`refuses the password ${said}`, 'correct the user and the password');
    case '28000':
      return wrong(`does not let us in ${said}`, 'correct the user, or allow it in pg_hba.conf');
    case '3D000':
      return wrong(`is there without that database ${said}`, 'create it, or correct its name');
    case '42501':
      return wrong(`does not allow its account what is needed ${said}`, 'give it that right');
    default:
      return isOutage(error)
        ? { problem: `cannot serve now ${said}`, advice: 'start again when it can', exitCode: 1 }
        : null;
  }
}

function wrong(problem: string, advice: string): Trouble {
  return { problem, advice, exitCode: EXIT_CONFIGURATION };
}

/** What an error says, on one line. Several addresses of one name fail as one error without a message. */
function describe(error: unknown): string {
  const said = error instanceof Error ? error.message || systemCode(error) || error.name : String(error);
  return said.replace(/\s+/g, ' ').trim();
}
