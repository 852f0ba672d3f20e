import { normalizeName } from '@entente/domain';
import { sql, type Selectable } from 'kysely';
import { firstWords } from '../organization/projection.js';
import {
  containsWords,
  knownThen,
  oneOf,
  soThen,
  toPage,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from './as-of.js';
import type { Tables } from './tables.js';

export type OrganizationRow = Selectable<Tables['organization']>;

const NAME = ['organization_id', 'text', 'lang', 'use', 'event_id', 'renamed_on'] as const;

export type OrganizationNameRow = Pick<Selectable<Tables['organization_name']>, (typeof NAME)[number]>;

/** Organisations by id, as known then. */
export async function organizationsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly OrganizationRow[]> {
  return db
    .selectFrom('organization')
    .selectAll()
    .where(oneOf('organization_id', ids))
    .where(knownThen('organization', asOf))
    .execute();
}

/** The names that organisations bore then, in the order in which they became known. */
export async function namesOf(
  db: Db,
  organizationIds: readonly string[],
  asOf: AsOf,
): Promise<readonly OrganizationNameRow[]> {
  return db
    .selectFrom('organization_name')
    .select(NAME)
    .where(oneOf('organization_id', organizationIds))
    .where(soThen('organization_name', asOf))
    .orderBy('place')
    .execute();
}

/** The organisations that bear a name, whatever its accents, case and punctuation; any name known then counts. */
export async function organizationsNamed(db: Db, name: string, asOf: AsOf): Promise<readonly string[]> {
  const key = normalizeName(name);
  if (key === '') return [];
  const rows = await db
    .selectFrom('organization_name')
    .select('organization_id')
    .distinct()
    .where('first_words', '=', firstWords(key))
    .where('name_key', '=', key)
    .where(knownThen('organization_name', asOf))
    .orderBy('organization_id')
    .execute();
  return rows.map(({ organization_id }) => organization_id);
}

function filtered(db: Db, text: string | null, asOf: AsOf) {
  let query = db.selectFrom('organization as o').where(knownThen('o', asOf));
  if (text !== null && text.trim() !== '')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('organization_name as n')
          .select(sql`1`.as('one'))
          .whereRef('n.organization_id', '=', 'o.organization_id')
          .where(knownThen('n', asOf))
          .where(containsWords('n.name_key', text)),
      ),
    );
  return query;
}

/** A page of organisations by their first name; the nodes are ids. */
export async function listOrganizations(
  db: Db,
  list: { readonly text: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<string>> {
  const { after, first } = list.page;
  let query = filtered(db, list.text, list.asOf).select([
    'o.organization_id as id',
    'o.first_name_key as key',
  ]);
  if (after)
    query = query.where(sql<boolean>`(o.first_name_key, o.organization_id) > (${after[0]}, ${after[1]})`);
  const rows = await query
    .orderBy('o.first_name_key')
    .orderBy('o.organization_id')
    .limit(first + 1)
    .execute();
  return toPage(
    rows,
    first,
    ({ id }) => id,
    ({ id, key }) => [key, id],
  );
}

/** How many organisations a text finds. */
export async function countOrganizations(db: Db, text: string | null, asOf: AsOf): Promise<number> {
  const row = await filtered(db, text, asOf)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
