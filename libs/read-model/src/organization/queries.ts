import {
  closedKeys,
  foldIdentifier,
  foldName,
  identifierKey,
  isClosedSame,
  nearKeys,
  sameKeys,
  type AskedName,
  type Claim,
  type KnownName,
} from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { STILL_KNOWN } from '../schema/table.js';
import { firstWords } from './projection.js';
import {
  foundIn,
  isSearch,
  knownThen,
  oneOf,
  tableOf,
  validAndKnown,
  type AsOf,
  type Db,
} from '../asking/as-of.js';
import { PARTY_ROLES } from '../agreement/table.js';
import { countOf, mapPage, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import { byKeys } from '../asking/by-keys.js';
import type { Tables } from '../tables.js';

export type OrganizationRow = Tables['organization'];
export type RelationRow = Tables['organization_relation'];
export type MergerRow = Tables['organization_merger'];
export type DesignationRow = Tables['organization_designation'];

const NAME = ['organization_id', 'text', 'lang', 'use', 'certainty', 'given_at', 'renamed_on'] as const;

export type OrganizationNameRow = Pick<Tables['organization_name'], (typeof NAME)[number]>;

/** Organisations by id, as known then. */
export const organizationsByIds = byKeys<OrganizationRow>('organization_id', (db, ids, asOf) =>
  db
    .selectFrom('organization')
    .selectAll()
    .where(oneOf('organization_id', ids))
    .where(knownThen('organization', asOf)),
);

/** The names that organisations bore then, in the order in which they became known. */
export const namesOf = byKeys<OrganizationNameRow>('organization_id', (db, organizationIds, asOf) =>
  db
    .selectFrom('organization_name')
    .select(NAME)
    .where(oneOf('organization_id', organizationIds))
    .where(validAndKnown('organization_name', asOf))
    .orderBy('place'),
);

/** The relations of organisations then, in the order in which they became known. */
export async function relationsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<readonly RelationRow[]> {
  return db
    .selectFrom('organization_relation')
    .selectAll()
    .where(oneOf('organization_id', organizationIds))
    .where(validAndKnown('organization_relation', asOf))
    .orderBy('place')
    .execute();
}

/** The designations that organisations had been seen to have by then, in the order in which they became known. */
export async function designationsOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<readonly DesignationRow[]> {
  return db
    .selectFrom('organization_designation')
    .selectAll()
    .where(oneOf('organization_id', organizationIds))
    .where(validAndKnown('organization_designation', asOf))
    .orderBy('place')
    .execute();
}

/**
 * The organisations of a name, by its letters, in all names and aliases known then, of any day: those that bear it on the day
 * before others; where none has it, without legal forms and spaces.
 */
export async function organizationsNamed(db: Db, name: string, asOf: AsOf): Promise<readonly string[]> {
  const key = foldName(name);
  if (key === '') return [];
  const found = await db
    .selectFrom('organization_found_by as f')
    .leftJoin('organization_name as n', (join) =>
      join
        .onRef('n.organization_id', '=', 'f.organization_id')
        .onRef('n.place', '=', 'f.place')
        .on(validAndKnown('n', asOf)),
    )
    .select(['f.organization_id as id', sql<boolean>`bool_or(n.place is not null)`.as('borne')])
    .where('f.first_words', '=', firstWords(key))
    .where('f.name_key', '=', key)
    .where(knownThen('f', asOf))
    .groupBy('f.organization_id')
    .orderBy('f.organization_id')
    .execute();
  const borne = found.filter((one) => one.borne);
  if (found.length > 0) return (borne.length > 0 ? borne : found).map(({ id }) => id);
  const keys = closedKeys(name);
  const rows = await db
    .selectFrom('organization_found_by')
    .select(['organization_id', 'text'])
    .where(sql<boolean>`same_keys && ${[...keys]}::text[]`)
    .where(knownThen('organization_found_by', asOf))
    .orderBy('organization_id')
    .execute();
  const same = rows.filter(({ text }) => isClosedSame(name, text));
  return [...new Set(same.map(({ organization_id }) => organization_id))];
}

/** Names and aliases, known then or now, that may be like some others; the rules on names decide which are. */
export async function namesLike(
  db: Db,
  asked: readonly AskedName[],
  asOf: Pick<AsOf, 'position'> | null = null,
): Promise<readonly KnownName[]> {
  const same = [...new Set(asked.flatMap(({ text }) => sameKeys(text)))];
  const near = [...new Set(asked.flatMap(({ text }) => nearKeys(text).asked))];
  if (same.length === 0 && near.length === 0) return [];
  const rows = await db
    .selectFrom('organization_found_by')
    .select(['organization_id', 'text'])
    .distinct()
    .where(
      asOf
        ? knownThen('organization_found_by', asOf)
        : sql<boolean>`known_to = ${STILL_KNOWN.toString()}::bigint`,
    )
    .where(sql<boolean>`(same_keys && ${same}::text[] or near_keys && ${near}::text[])`)
    .execute();
  return rows.map(({ organization_id, text }) => ({ organizationId: organization_id, text }));
}

/** Organisations known now with one of these identifiers, whatever their case and spaces, and those with these ids. */
export async function organizationsIdentified(
  db: Db,
  { identifiers, ids }: { readonly identifiers: readonly Claim[]; readonly ids: readonly string[] },
): Promise<
  readonly {
    readonly organizationId: string;
    readonly name: string;
    readonly identifiers: readonly Claim[];
  }[]
> {
  const values = [...new Set(identifiers.map((one) => foldIdentifier(one).value))];
  const rows = await db
    .selectFrom('organization as o')
    .select((eb) => [
      'o.organization_id as id',
      'o.details',
      eb
        .selectFrom('organization_name as n')
        .select('n.text')
        .whereRef('n.organization_id', '=', 'o.organization_id')
        .where(sql<boolean>`n.known_to = ${STILL_KNOWN.toString()}::bigint`)
        .orderBy('n.place')
        .orderBy('n.valid_from', 'desc')
        .limit(1)
        .as('name'),
    ])
    .where(sql<boolean>`o.known_to = ${STILL_KNOWN.toString()}::bigint and not o.annulled`)
    .where(
      sql<boolean>`(o.identifier_values && ${values}::text[] or o.organization_id = any(${[...ids]}::text[]))`,
    )
    .orderBy('o.organization_id')
    .execute();
  const wanted = new Set(identifiers.map(identifierKey));
  return rows
    .filter(
      ({ id, details }) =>
        ids.includes(id) || details.identifiers.some((one) => wanted.has(identifierKey(one))),
    )
    .map(({ id, name, details }) => ({
      organizationId: id,
      name: name ?? id,
      identifiers: details.identifiers,
    }));
}

/** Other organisations with the same name or alias as each of these, as known then. */
export async function sameNamesAs(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<readonly { readonly organizationId: string; readonly other: string }[]> {
  const { rows } = await sql<{ id: string; other: string }>`
    select distinct mine.organization_id as id, theirs.organization_id as other
    from ${tableOf(db, 'organization_found_by')} mine
    join ${tableOf(db, 'organization_found_by')} theirs
      on theirs.same_keys && mine.same_keys and theirs.organization_id <> mine.organization_id
      and ${knownThen('theirs', asOf)}
    where mine.organization_id = any(${[...organizationIds]}::text[]) and ${knownThen('mine', asOf)}
    order by 1, 2`.execute(db);
  return rows.map(({ id, other }) => ({ organizationId: id, other }));
}

/** The mergers by which organisations had become another one by the day. */
export const mergersOf = byKeys<MergerRow>('predecessor_id', (db, predecessorIds, asOf) =>
  db
    .selectFrom('organization_merger')
    .selectAll()
    .where(oneOf('predecessor_id', predecessorIds))
    .where(validAndKnown('organization_merger', asOf)),
);

/** The mergers of which organisations were the successor by the day, in the order in which they became known. */
export const mergersInto = byKeys<MergerRow>('organization_id', (db, organizationIds, asOf) =>
  db
    .selectFrom('organization_merger')
    .selectAll()
    .where(oneOf('organization_id', organizationIds))
    .where(validAndKnown('organization_merger', asOf))
    .orderBy('place'),
);

/** How many parties of agreements had merged into another organisation by the day, which has not succeeded them there. */
export async function countMergedParties(db: Db, asOf: AsOf): Promise<number> {
  const row = await db
    .selectFrom('participation as p')
    .innerJoin('organization_merger as m', 'm.predecessor_id', 'p.organization_id')
    .select(sql<string>`count(*)`.as('count'))
    .where(oneOf('p.role', PARTY_ROLES))
    .where(validAndKnown('p', asOf))
    .where(validAndKnown('m', asOf))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Not linked below another one then: lists show the root for all that are the same. */
export function isRoot(db: Db, alias: string, asOf: AsOf): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from ${tableOf(db, 'organization_link')} l
    where l.same_id = ${sql.ref(`${alias}.organization_id`)} and ${knownThen('l', asOf)})`;
}

function filtered(db: Db, text: string | null, asOf: AsOf) {
  const all = db
    .selectFrom('organization as o')
    .where('o.annulled', '=', false)
    .where(knownThen('o', asOf))
    .where(isRoot(db, 'o', asOf));
  if (!isSearch(text)) return all;
  const same = { column: 'organization_id', as: 'o.organization_id' };
  return all.where(foundIn(db, 'organization_found_by', same, text, asOf));
}

/** A page of organisations by their first name; the nodes are ids. */
export async function listOrganizations(
  db: Db,
  list: { readonly text: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<string>> {
  const query = filtered(db, list.text, list.asOf).select(['o.organization_id', 'o.first_name_key']);
  const order = [
    { column: 'o.first_name_key', type: 'text' },
    { column: 'o.organization_id', type: 'text' },
  ] as const;
  return mapPage(await pageOf(query, order, list.page), ({ organization_id }) => organization_id);
}

/** How many organisations a text finds. */
export function countOrganizations(db: Db, text: string | null, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, text, asOf));
}
