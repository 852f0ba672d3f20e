import { sql, type RawBuilder } from 'kysely';
import { knownThen, tableOf, validAndKnown, type AsOf, type Db } from '../asking/as-of.js';

/** A word that facts use, and how many subjects it is used of. */
export interface WordRow {
  readonly word: string;
  readonly count: number;
}

/** Who uses a word: `of` names the subject, so that one that uses it twice counts once. */
type Uses = (db: Db, asOf: AsOf) => RawBuilder<unknown>;

/** The words that the ledger leaves to whoever records, and where the read model holds them. */
const USES = {
  agreementKinds: (db, asOf) => sql`
    select agreement_id as of, kind as word from ${tableOf(db, 'agreement')} t
    where not annulled and ${knownThen('t', asOf)}`,
  capacities: (db, asOf) => sql`
    select agreement_id || '|' || organization_id as of, capacity as word from ${tableOf(db, 'participation')} t
    where ${validAndKnown('t', asOf)}`,
  leadRoles: (db, asOf) => sql`
    select agreement_id || '|' || organization_id as of, role as word from ${tableOf(db, 'lead')} t
    where ${validAndKnown('t', asOf)}`,
  sectors: (db, asOf) => sql`
    select agreement_id as of, unnest(sectors) as word from ${tableOf(db, 'agreement_counted')} t
    where ${validAndKnown('t', asOf)}`,
  organizationKinds: (db, asOf) => sql`
    select organization_id as of, kind as word from ${tableOf(db, 'organization')} t
    where not annulled and ${knownThen('t', asOf)}`,
  jurisdictions: (db, asOf) => sql`
    select organization_id as of, jurisdiction as word from ${tableOf(db, 'organization')} t
    where not annulled and ${knownThen('t', asOf)}`,
  regions: (db, asOf) => sql`
    select organization_id as of, unnest(regions) as word from ${tableOf(db, 'organization')} t
    where not annulled and ${knownThen('t', asOf)}`,
  identifierSchemes: (db, asOf) => sql`
    select 'o' || organization_id as of, jsonb_array_elements(details->'identifiers')->>'scheme' as word
    from ${tableOf(db, 'organization')} t where not annulled and ${knownThen('t', asOf)}
    union all
    select 'a' || agreement_id, jsonb_array_elements(registration->'identifiers')->>'scheme'
    from ${tableOf(db, 'agreement')} t where not annulled and ${knownThen('t', asOf)}`,
  committeeKinds: (db, asOf) => sql`
    select committee_id as of, kind as word from ${tableOf(db, 'committee')} t
    where not annulled and ${knownThen('t', asOf)}`,
  sourceKinds: (db, asOf) => sql`
    select source_id as of, kind as word from ${tableOf(db, 'source')} t
    where not annulled and ${knownThen('t', asOf)}`,
} satisfies { readonly [list: string]: Uses };

/** A list of words. */
export type WordList = keyof typeof USES;

/** The words of one list, the most used first. */
export async function wordsOf(db: Db, list: WordList, asOf: AsOf, most: number): Promise<readonly WordRow[]> {
  const { rows } = await sql<{ readonly word: string; readonly count: string }>`
    select word, count(distinct of) from (${USES[list](db, asOf)}) used
    where word is not null group by word order by count(distinct of) desc, word limit ${most}`.execute(db);
  return rows.map(({ word, count }) => ({ word, count: Number(count) }));
}
