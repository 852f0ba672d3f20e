import type { Day, IntentState } from '@entente/domain';
import { sql } from 'kysely';
import {
  oneOf,
  validAndKnown,
  toPage,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '../asking/as-of.js';
import type { Tables } from '../tables.js';

export type IntentRow = Tables['intent'];

/** Intents of agreements, by the day they were declared. */
export async function intentsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<readonly IntentRow[]> {
  return db
    .selectFrom('intent')
    .selectAll()
    .where(oneOf('agreement_id', agreementIds))
    .where(validAndKnown('intent', asOf))
    .orderBy('declared_day')
    .orderBy('declared_position')
    .execute();
}

export interface IntentFilter {
  readonly state: IntentState;
  readonly agreementId?: string;
  /** Declared on this day or before. */
  readonly declaredUntil?: Day;
}

function filtered(db: Db, filter: IntentFilter, asOf: AsOf) {
  let query = db.selectFrom('intent').where('state', '=', filter.state).where(validAndKnown('intent', asOf));
  if (filter.agreementId !== undefined) query = query.where('agreement_id', '=', filter.agreementId);
  if (filter.declaredUntil !== undefined) query = query.where('declared_day', '<=', filter.declaredUntil);
  return query;
}

/** A page of intents by the day they were declared, then as they were recorded. */
export async function listIntents(
  db: Db,
  list: { readonly filter: IntentFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<IntentRow>> {
  const { after, first } = list.page;
  let query = filtered(db, list.filter, list.asOf).selectAll();
  if (after)
    query = query.where(
      sql<boolean>`(declared_day, declared_position) > (${after[0]}::date, ${after[1]}::bigint)`,
    );
  const rows = await query
    .orderBy('declared_day')
    .orderBy('declared_position')
    .limit(first + 1)
    .execute();
  return toPage(
    rows,
    first,
    (row) => row,
    (row) => [row.declared_day, row.declared_position],
  );
}

/** How many intents pass the filter. */
export async function countIntents(db: Db, filter: IntentFilter, asOf: AsOf): Promise<number> {
  const row = await filtered(db, filter, asOf)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
