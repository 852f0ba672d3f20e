import type { Day, IntentState } from '@entente/domain';
import { oneOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
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
export function listIntents(
  db: Db,
  list: { readonly filter: IntentFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<IntentRow>> {
  const order = [
    { column: 'declared_day', type: 'date' },
    { column: 'declared_position', type: 'bigint' },
  ] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll(), order, list.page);
}

/** How many intents pass the filter. */
export function countIntents(db: Db, filter: IntentFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}
