import { columnsOf, STILL_KNOWN, type Table } from './table.js';

/** The DDL of a table in a schema; its further indexes apart, for a rebuild to make at the end. */
export function tableDdl(schema: string, table: Table): { readonly create: string; readonly index: string } {
  const columns = columnsOf(table)
    .map(({ name, type }) => `  ${name} ${type === 'json' ? 'jsonb' : type}`)
    .join(',\n');
  const subject = table.timeless
    ? `(${table.subject}, known_from)`
    : `(${table.subject}, known_from, valid_from)`;
  return {
    create: `create table ${schema}.${table.name} (
${columns},
  known_from bigint not null,
  known_to bigint not null default ${STILL_KNOWN},
  ordinal int not null,
  primary key (known_from, ordinal)
) with (fillfactor = 90);
create index ${table.name}_by_subject on ${schema}.${table.name} ${subject};`,
    index: table.indexes
      .map((columnList, n) => `create index ${table.name}_${n + 1} on ${schema}.${table.name} ${columnList};`)
      .join('\n'),
  };
}
