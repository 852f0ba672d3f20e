import { Pool, types } from 'pg';

const DATE_OID = 1082;

/**
 * A pool for the read model (`pipeline` for the runner's, which sends many statements at once): days stay text, plans are
 * made for the values asked, JIT is off. `statementTimeoutMs` is for what answers questions: a rebuild may take its time.
 */
export function readModelPool(
  connectionString: string,
  {
    max = 12,
    pipeline = false,
    statementTimeoutMs = 0,
  }: { readonly max?: number; readonly pipeline?: boolean; readonly statementTimeoutMs?: number } = {},
): Pool {
  const pool = new Pool({
    connectionString,
    max,
    pipeline,
    options: `-c plan_cache_mode=force_custom_plan -c jit=off -c datestyle=ISO -c statement_timeout=${statementTimeoutMs}`,
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
