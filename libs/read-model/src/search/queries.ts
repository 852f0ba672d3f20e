import { foldIdentifier } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { PARTY_ROLES } from '../agreement/table.js';
import {
  containsWords,
  knownThen,
  oneOf,
  tableOf,
  validAndKnown,
  type AsOf,
  type Db,
} from '../asking/as-of.js';
import { isRoot } from '../organization/queries.js';
import type { Tables } from '../tables.js';

/** A text to search for, and how much to find. */
export interface Sought {
  readonly text: string;
  readonly asOf: AsOf;
  readonly most: number;
}

/** A match of the whole id ranks first, then of the beginning of an id, then of words, then of a party’s name. */
const [BY_ID, BY_BEGINNING, BY_WORDS, BY_PARTY] = [0, 1, 2, 3] as const;

/** An id as a text may give it, to be compared with what is stored. */
function asId(text: string): string {
  return text.trim().toLowerCase();
}

/** Ids that are a text, or begin with it. */
function byId(table: RawBuilder<unknown>, column: string, text: string): RawBuilder<unknown> {
  const id = asId(text);
  const ref = sql.ref(column);
  return sql`
    select ${ref} as id, case when ${ref} = ${id} then ${BY_ID}::int else ${BY_BEGINNING}::int end as rank
    from ${table} where ${id} <> '' and starts_with(${ref}, ${id})`;
}

async function found(
  db: Db,
  { most }: Sought,
  ways: RawBuilder<unknown>,
  kept: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select found.id from (${ways}) found where ${kept}
    group by found.id order by min(found.rank), found.id limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
}

function isKnown(db: Db, table: keyof Tables, column: string, asOf: AsOf): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from ${tableOf(db, table)} k
    where ${sql.ref(`k.${column}`)} = found.id and ${knownThen('k', asOf)} and not k.annulled)`;
}

/** Agreements by id, by what they say of themselves, their identifiers among it, and by the names of their parties. */
export function searchAgreements(db: Db, sought: Sought): Promise<readonly string[]> {
  const { text, asOf } = sought;
  const agreements = tableOf(db, 'agreement');
  const ways = sql`
    ${byId(agreements, 'agreement_id', text)}
    union all
    select a.agreement_id, ${BY_WORDS}::int from ${agreements} a
    where ${containsWords('a.search', text)} and ${knownThen('a', asOf)}
    union all
    select p.agreement_id, ${BY_PARTY}::int
    from ${tableOf(db, 'organization_found_by')} f
    join ${tableOf(db, 'participation')} p on p.organization_id = f.organization_id
    where ${containsWords('f.search', text)} and ${knownThen('f', asOf)}
      and ${validAndKnown('p', asOf)} and ${oneOf('p.role', PARTY_ROLES)}`;
  return found(db, sought, ways, isKnown(db, 'agreement', 'agreement_id', asOf));
}

/** Organisations by id, identifier, name and alias; of those that are the same, their representative. */
export function searchOrganizations(db: Db, sought: Sought): Promise<readonly string[]> {
  const { text, asOf } = sought;
  const organizations = tableOf(db, 'organization');
  const { value } = foldIdentifier({ scheme: '', value: text });
  const ways = sql`
    ${byId(organizations, 'organization_id', text)}
    union all
    select o.organization_id, ${BY_BEGINNING}::int from ${organizations} o
    where ${knownThen('o', asOf)} and o.identifier_values @> ${[value]}::text[]
    union all
    select f.organization_id, ${BY_WORDS}::int from ${tableOf(db, 'organization_found_by')} f
    where ${containsWords('f.search', text)} and ${knownThen('f', asOf)}
      and ${isRoot(db, 'f', asOf)}`;
  return found(db, sought, ways, isKnown(db, 'organization', 'organization_id', asOf));
}

/** Meetings by id, title and place. */
export function searchMeetings(db: Db, sought: Sought): Promise<readonly string[]> {
  const { text, asOf } = sought;
  const meetings = tableOf(db, 'meeting');
  const ways = sql`
    ${byId(meetings, 'meeting_id', text)}
    union all
    select m.meeting_id, ${BY_WORDS}::int from ${meetings} m
    where ${containsWords('m.search', text)} and ${knownThen('m', asOf)}`;
  return found(db, sought, ways, isKnown(db, 'meeting', 'meeting_id', asOf));
}

/** Sources by id, issuer, kind and file. */
export function searchSources(db: Db, sought: Sought): Promise<readonly string[]> {
  const { text, asOf } = sought;
  const sources = tableOf(db, 'source');
  const ways = sql`
    ${byId(sources, 'source_id', text)}
    union all
    select s.source_id, ${BY_WORDS}::int from ${sources} s
    where ${containsWords('s.search', text)} and ${knownThen('s', asOf)}`;
  return found(db, sought, ways, isKnown(db, 'source', 'source_id', asOf));
}
