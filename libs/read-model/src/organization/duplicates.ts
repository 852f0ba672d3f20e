import { OrganizationLinkSevered, streamNamed, type RefusalCode } from '@entente/domain';
import { sql } from 'kysely';
import { knownThen, tableOf, type AsOf, type Db } from '../asking/as-of.js';

/** Two organisations with a name or alias that is the same, by the ledger's own rule. */
export interface SameNamed {
  readonly ids: readonly [string, string];
  readonly names: readonly [string, string];
}

/**
 * Pairs of organisations that share a key of their names, as known then, in the order of their ids; the rules on names have
 * the last word.
 */
export async function pairsOfSameName(
  db: Db,
  asOf: AsOf,
  page: {
    /** The pair that the ones before ended with; null for the first. */
    readonly after: SameNamed['ids'] | null;
    readonly most: number;
  },
): Promise<readonly SameNamed[]> {
  const [one, other] = page.after ?? ['', ''];
  const { rows } = await sql<{ one: string; other: string; one_name: string; other_name: string }>`
    select distinct on (a.organization_id, b.organization_id)
      a.organization_id as one, b.organization_id as other, a.text as one_name, b.text as other_name
    from ${tableOf(db, 'organization_found_by')} a
    join ${tableOf(db, 'organization_found_by')} b
      on b.same_keys && a.same_keys and b.organization_id > a.organization_id and ${knownThen('b', asOf)}
    where ${knownThen('a', asOf)} and (a.organization_id, b.organization_id) > (${one}::text, ${other}::text)
    order by a.organization_id, b.organization_id limit ${page.most}`.execute(db);
  return rows.map((row) => ({ ids: [row.one, row.other], names: [row.one_name, row.other_name] }));
}

/** What somebody decided of whether an organisation is another one. */
export interface DecidedOn {
  readonly organizationId: string;
  readonly position: bigint;
  /** BEGAN: it was entered here. APART: it is none of `others`, or none of those that were there when `others` is null. */
  readonly what: 'BEGAN' | 'APART';
  readonly others: readonly string[] | null;
}

const SUSPECTED: RefusalCode = 'ORGANIZATION_DUPLICATE_SUSPECTED';

/** Where organisations begin, and where somebody recorded that two suspected duplicates are different. */
export async function decisionsOn(
  db: Db,
  organizationIds: readonly string[],
  { position }: Pick<AsOf, 'position'>,
): Promise<readonly DecidedOn[]> {
  const streams = organizationIds.map((id) => streamNamed('organization', id));
  const overridden = JSON.stringify([{ rule: SUSPECTED }]);
  const { rows } = await sql<{
    stream: string;
    position: string;
    revision: number;
    severed: readonly string[] | null;
    overrides: boolean;
  }>`
    select stream, position, revision,
      case when type = ${OrganizationLinkSevered.type} then envelope -> 'data' -> 'sameIds' end as severed,
      (overridden and (envelope -> 'overrides')::jsonb @> ${overridden}::jsonb) as overrides
    from ${tableOf(db, 'event')}
    where stream = any(${streams}::text[]) and position <= ${position.toString()}::bigint
      and (revision = 0 or type = ${OrganizationLinkSevered.type} or overridden)
    order by position`.execute(db);
  return rows.flatMap(({ stream, position: at, revision, severed, overrides }): DecidedOn[] => {
    const one = { organizationId: stream.slice('organization-'.length), position: BigInt(at) };
    return [
      ...(revision === 0 ? [{ ...one, what: 'BEGAN' as const, others: null }] : []),
      ...(overrides ? [{ ...one, what: 'APART' as const, others: null }] : []),
      ...(severed ? [{ ...one, what: 'APART' as const, others: severed }] : []),
    ];
  });
}
