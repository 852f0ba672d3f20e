import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { schemaOf } from '../schema/version-tables.js';
import type { Tables } from '../tables.js';
import type { Db, Statement } from './as-of.js';

/** Opens the versions of the read model in a pool, each to be asked by its number. */
export function versionsIn(pool: Pool): (version: number) => Db {
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return (version) => {
    const schemaName = schemaOf(version);
    return Object.assign(database.withSchema(schemaName), {
      schemaName,
      send: async <Row extends object>(statement: Statement, values: unknown[]) =>
        (await pool.query<Row>({ ...statement, values })).rows,
    });
  };
}
