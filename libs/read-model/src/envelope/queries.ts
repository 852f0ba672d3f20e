import type { Decimal } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, oneOf, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

/** What stands in an envelope on a day, and on the days from then on. */
export type EnvelopeRow = Tables['envelope'] & {
  /** The least that is available on any day from then on. */
  readonly least_available: Decimal;
  /** Whether less than nothing is available on some day. */
  readonly overdrawn: boolean;
};
export type CommitmentRow = Tables['commitment'];

/** Envelopes by id, as they stood on the day and as known then. */
export async function envelopesByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly EnvelopeRow[]> {
  const ofThis = sql`${tableOf(db, 'envelope')} o where o.envelope_id = e.envelope_id and ${knownThen('o', asOf)}`;
  return db
    .selectFrom('envelope as e')
    .selectAll('e')
    .select(
      sql<Decimal>`(select min(o.available::numeric)::text from ${ofThis} and o.valid_to > ${asOf.validOn}::date)`.as(
        'least_available',
      ),
    )
    .select(sql<boolean>`exists (select 1 from ${ofThis} and o.available::numeric < 0)`.as('overdrawn'))
    .where(oneOf('e.envelope_id', ids))
    .where(validAndKnown('e', asOf))
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
): Promise<Page<{ readonly envelope_id: string }>> {
  const order = [{ column: 'envelope_id', type: 'text' }] as const;
  return pageOf(filtered(db, list.filter, list.asOf).select('envelope_id'), order, list.page);
}

/** How many envelopes there were by then. */
export function countEnvelopes(db: Db, filter: EnvelopeFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}
