import { sql } from 'kysely';
import { knownThen, oneOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type EnvelopeRow = Tables['envelope'];
export type CommitmentRow = Tables['commitment'];

/** Envelopes by id, as they stood on the day and as known then. */
export async function envelopesByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly EnvelopeRow[]> {
  return db
    .selectFrom('envelope')
    .selectAll()
    .where(oneOf('envelope_id', ids))
    .where(validAndKnown('envelope', asOf))
    .execute();
}

/** The commitments of envelopes that had been made by then, oldest first. */
export async function commitmentsOf(
  db: Db,
  envelopeIds: readonly string[],
  asOf: AsOf,
): Promise<readonly CommitmentRow[]> {
  return db
    .selectFrom('commitment')
    .selectAll()
    .where(oneOf('envelope_id', envelopeIds))
    .where(sql<boolean>`committed_day <= ${asOf.validOn}::date`)
    .where(knownThen('commitment', asOf))
    .orderBy('committed_day')
    .orderBy('place')
    .execute();
}

/** Which envelopes: of a fund, of a programme. */
export interface EnvelopeFilter {
  readonly fund: string | null;
  readonly programmeId: string | null;
}

function filtered(db: Db, { fund, programmeId }: EnvelopeFilter, asOf: AsOf) {
  let query = db.selectFrom('envelope').where('begun', '=', true).where(validAndKnown('envelope', asOf));
  if (fund !== null) query = query.where('fund', '=', fund);
  if (programmeId !== null) query = query.where('programme_id', '=', programmeId);
  return query;
}

/** A page of the envelopes that there were by then, by fund and region. */
export function listEnvelopes(
  db: Db,
  list: { readonly filter: EnvelopeFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<EnvelopeRow>> {
  const order = [{ column: 'envelope_id', type: 'text' }] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll(), order, list.page);
}

/** How many envelopes there were by then. */
export function countEnvelopes(db: Db, filter: EnvelopeFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}
