import type { Pool, PoolClient } from 'pg';
import type { RowKeeper } from './row-keeper.js';
import { columnsOf, STILL_KNOWN, type Table } from './table.js';

/**
 * Reads what stands for some subjects in all tables of a projection, and hands it to their keepers. A statement a table: one for
 * all of them is planned as a whole, and read some tables from end to end.
 */
export class StandingReader {
  private readonly statements: readonly {
    readonly keeper: RowKeeper;
    readonly name: string;
    readonly text: string;
  }[];

  constructor(
    schema: string,
    private readonly keepers: readonly RowKeeper[],
  ) {
    this.statements = keepers.map((keeper) => ({
      keeper,
      name: `standing-${schema}-${keeper.table.name}`,
      text: standingIn(schema, keeper.table),
    }));
  }

  /** Asks for the rows of subjects that nothing is known of; none of its statements waits for another's answer. */
  async load(client: Pool | PoolClient, subjects: readonly string[]): Promise<void> {
    for (const keeper of this.keepers) for (const subject of subjects) keeper.assumeNew(subject);
    if (subjects.length === 0) return;
    await Promise.all(
      this.statements.map(async ({ keeper, name, text }) => {
        const { rows } = await client.query<unknown[]>({ name, text, values: [subjects], rowMode: 'array' });
        for (const [knownFrom, ordinal, ...row] of rows as [string, number, ...(string | null)[]][])
          keeper.hold(BigInt(knownFrom), ordinal, row);
      }),
    );
  }
}

/** What stands in a table, each column as text. */
function standingIn(schema: string, table: Table): string {
  const columns = columnsOf(table).map(({ name }) => `${name}::text`);
  return `select known_from::text, ordinal, ${columns.join(', ')}
from ${schema}.${table.name} where ${table.subject} = any($1) and known_to = ${STILL_KNOWN}`;
}
