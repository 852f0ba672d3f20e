import { escapeIdentifier } from 'pg';
import type { ReadModelDefinition } from '../runner/definition.js';
import { tableDdl } from './table-ddl.js';

/** The accounts of the main database beside its owner: one projects, one answers. */
export interface Accounts {
  readonly writer: string;
  readonly reader: string;
}

/** The schema that holds the tables of a version. */
export function schemaOf(version: number): string {
  return `read_model_v${version}`;
}

/**
 * The DDL of a version: the log's events as they are asked for (`event`), each projection's tables, summaries. The indexes that
 * only queries need come apart, so that a rebuild can make them at the end.
 */
export function versionDdl(
  version: number,
  { projections, summaries }: ReadModelDefinition,
): { readonly create: string; readonly index: string } {
  const schema = schemaOf(version);
  const tables = projections.flatMap(({ tables: of }) => of).map((table) => tableDdl(schema, table));
  return {
    create: `create schema ${schema};
create table ${schema}.event (
  position bigint primary key,
  id uuid not null,
  stream text not null,
  revision int not null,
  type text not null,
  actor text not null,
  occurred_day date not null,
  -- the last day on which it can have happened
  happened_by date not null,
  recorded timestamptz not null,
  -- the ledger's knowledge time: the latest \`recorded\` up to here
  known timestamptz not null,
  hash text not null,
  -- the streams that it is about: its own, those of what it names, and of the sources that it cites
  about text[] not null,
  -- a rule was set aside for it
  overridden boolean not null,
  envelope json not null
);
create unique index event_by_stream on ${schema}.event (stream, revision);
${[...tables.map(({ create }) => create), ...summaries.map((one) => one.create(schema))].join('\n')}`,
    index: `create unique index event_by_id on ${schema}.event (id);
create index event_by_known on ${schema}.event (known, position);
create index event_by_type on ${schema}.event (type, position);
create index event_by_actor on ${schema}.event (actor, position);
create index event_by_about on ${schema}.event using gin (about);
create index event_overridden on ${schema}.event (position) where overridden;
${tables.map(({ index }) => index).join('\n')}`,
  };
}

/** What the accounts may do with the tables of a version, as SQL. */
export function versionRights(version: number, { writer, reader }: Accounts): string {
  const schema = schemaOf(version);
  return `grant usage on schema ${schema} to ${escapeIdentifier(writer)}, ${escapeIdentifier(reader)};
grant select, insert, update, delete on all tables in schema ${schema} to ${escapeIdentifier(writer)};
grant select on all tables in schema ${schema} to ${escapeIdentifier(reader)};`;
}
