import type { EventTableRow } from './event/table.js';
import type { PROJECTIONS } from './projections.js';
import type { RowOf, Table } from './schema/table.js';

type Named<T extends Table> = { readonly [N in T['name']]: RowOf<Extract<T, { readonly name: N }>> };

/** The tables of one version of the read model, for Kysely: that of the events, and those of the projections. */
export type Tables = { readonly event: EventTableRow } & Named<
  (typeof PROJECTIONS)[number]['tables'][number]
>;
