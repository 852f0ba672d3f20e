import type { Pool, PoolClient } from 'pg';
import type { RowKeeper } from './row-keeper.js';
import { columnsOf, STILL_KNOWN, type Table } from './table.js';

/** Reads what stands for some subjects in all tables of a projection, in one statement. */
export class StandingReader {
  private readonly text: string;
  private readonly widths: readonly number[];

  /** @param name tells its statement from those of others, of other schemas too */
  constructor(
    private readonly name: string,
    schema: string,
    private readonly keepers: readonly RowKeeper[],
  ) {
    const tables = keepers.map(({ table }) => table);
    this.widths = tables.map((table) => columnsOf(table).length);
    const widest = Math.max(...this.widths);
    this.text = tables.map((table, place) => standingIn(schema, table, place, widest)).join('\nunion all\n');
  }

  /** Hands the rows of subjects that nothing is known of to the keepers. */
  async load(client: Pool | PoolClient, subjects: readonly string[]): Promise<void> {
    for (const keeper of this.keepers) for (const subject of subjects) keeper.assumeNew(subject);
    if (subjects.length === 0) return;
    const { rows } = await client.query<unknown[]>({
      name: this.name,
      text: this.text,
      values: [subjects],
      rowMode: 'array',
    });
    for (const [place, knownFrom, ordinal, ...values] of rows as [
      number,
      string,
      number,
      ...(string | null)[],
    ][]) {
      this.keepers[place]?.hold(BigInt(knownFrom), ordinal, values.slice(0, this.widths[place]));
    }
  }
}

/** What stands in a table, each column as text and as many columns as in the widest. */
function standingIn(schema: string, table: Table, place: number, widest: number): string {
  const columns = columnsOf(table);
  const texts = Array.from({ length: widest }, (_none, at) => {
    const column = columns[at];
    return column ? `${column.name}::text` : 'null';
  });
  return `select ${place}, known_from::text, ordinal, ${texts.join(', ')}
from ${schema}.${table.name} where ${table.subject} = any($1) and known_to = ${STILL_KNOWN}`;
}
