import { Pool, types } from 'pg';

const DATE_OID = 1082;
/** How long somebody waits for a connection, be it for the server or for those who have them all. */
const CONNECT_MS = 8_000;
/** After the server's own limit, whose answer is the clearer one. */
const LATER_MS = 1_000;

/**
 * A pool for the read model: days stay text, JIT is off. `statementTimeoutMs` is for what answers questions, which keeps
 * the plan of what it is asked by name again and again: a rebuild may take its time, and its tables grow while it does. A server that has frozen does not keep it: after `patienceMs` without an
 * answer the connection is given up. With `projects` a commit does not wait for the disk: rows and checkpoint are committed
 * together, so that what a crash of the server takes with it is projected again, and nothing that was recorded hangs on it. With
 * `copies` no statement is sent ahead of the answer to another, which a COPY does not bear.
 */
export function readModelPool(
  connectionString: string,
  {
    max = 12,
    statementTimeoutMs = 0,
    patienceMs = statementTimeoutMs > 0 ? statementTimeoutMs + LATER_MS : 0,
    projects = false,
    copies = false,
  }: {
    readonly max?: number;
    readonly statementTimeoutMs?: number;
    readonly patienceMs?: number;
    readonly projects?: boolean;
    readonly copies?: boolean;
  } = {},
): Pool {
  const pool = new Pool({
    connectionString,
    max,
    // Sends many statements at once where it is asked to, and closes a connection on which one got no answer in time.
    pipeline: !copies,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    ...(patienceMs > 0 && { query_timeout: patienceMs }),
    options: `-c plan_cache_mode=${statementTimeoutMs > 0 ? 'auto' : 'force_custom_plan'} -c jit=off -c datestyle=ISO -c statement_timeout=${statementTimeoutMs}${projects ? ' -c synchronous_commit=off' : ''}`,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === DATE_OID
          ? (value: string) => value
          : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
    },
  });
  pool.on('error', () => {});
  // A connection that breaks in somebody's hands tells them by their query; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
