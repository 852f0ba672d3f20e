import { fillIn, type Bilingual, type Filling, type PhraseOf, type Phrases } from '@entente/domain';
import type { CorruptEventError } from '@entente/ledger';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../runner/locks.js';

/** Something that is not what it should be: an event of the log, or what the read model holds of a stream. */
export interface Damage {
  readonly place: 'LOG' | 'READ_MODEL';
  readonly stream: string;
  /** The event at fault; null where it is the rows of the whole stream. */
  readonly revision: number | null;
  readonly problem: Bilingual;
}

/** What is wrong with the read model: the rest of a sentence about the event or the stream. */
const PROBLEMS = {
  EVENT_MISSING: {
    fr: 'le modèle de lecture n’a pas cet événement',
    en: 'the read model lacks this event',
  },
  EVENT_DIFFERS: {
    fr: 'le modèle de lecture a autre chose que le journal dans {columns}',
    en: 'the read model has something else than the log in {columns}',
  },
  EVENT_UNKNOWN: {
    fr: 'le modèle de lecture a un événement que le journal n’a pas, à la position {position}',
    en: 'the read model has an event that the log lacks, at the position {position}',
  },
  ROWS_DIFFER: {
    fr: 'la table {table} n’est pas ce que l’histoire du flux donne; lignes manquantes : {missing}; lignes en trop : {surplus}',
    en: 'the table {table} is not what the history of the stream gives; rows missing: {missing}; rows too many: {surplus}',
  },
  ROW_MISSING: {
    fr: 'la table {table} n’a pas la ligne [{key}] que l’événement {event} du journal lui donne, le {day}',
    en: 'the table {table} lacks the row [{key}] that the event {event} of the log gives it, on {day}',
  },
  ROW_EXTRA: {
    fr: 'la table {table} a une ligne [{key}] dont le journal ne dit rien, le {day}',
    en: 'the table {table} has a row [{key}] of which the log says nothing, on {day}',
  },
  ROW_DIFFERS: {
    fr: 'la table {table} a dans {field}, ligne [{key}], le {day}, autre chose que ce que dit l’événement {event} du journal',
    en: 'the table {table} has in {field}, row [{key}], on {day}, something else than the event {event} of the log says',
  },
  ROWS_WITHOUT_EVENTS: {
    fr: 'la table {table} a des lignes dont aucun événement ne parle',
    en: 'the table {table} has rows that no event is about',
  },
  COUNTS_DIFFER: {
    fr: 'les comptes gardés ne sont pas ceux que donnent les lignes; manquants : {missing}; en trop : {surplus}',
    en: 'the counts that are kept are not those that the rows give; missing: {missing}; too many: {surplus}',
  },
} as const satisfies Phrases;

/** Damage of the log, from what a reader found. */
export function damageOfLog({ stream, revision, problem }: CorruptEventError): Damage {
  return { place: 'LOG', stream, revision, problem };
}

/** Damage of the read model. */
export function damageOfReadModel(
  stream: string,
  revision: number | null,
  problem: PhraseOf<'problem', typeof PROBLEMS>,
): Damage {
  const details: Readonly<Record<string, Filling>> = problem;
  const said = fillIn(PROBLEMS[problem.problem], (name) => details[name]);
  return { place: 'READ_MODEL', stream, revision, problem: said };
}

/** Damage that was found and not found mended since. */
export interface KnownDamage {
  readonly count: number;
  /** The one that was found first. */
  readonly first: Damage;
}

/**
 * Damage that is known of a place: that of the log until it is verified to be whole; that of the read model until then, or
 * until a rebuild has put another version in its place. Null where there is none.
 */
export async function knownDamage(pool: Pool, place: Damage['place']): Promise<KnownDamage | null> {
  const { rows } = await pool.query<{
    count: number;
    stream: string;
    revision: number | null;
    fr: string;
    en: string;
  }>({
    name: 'known-damage',
    text: `select count(*) over ()::int as count, stream, revision, fr, en from read_model.damage
           where place = $1
             and (version is null or version = (select version from read_model.version where live))
           order by found, stream, revision limit 1`,
    values: [place],
  });
  const [row] = rows;
  if (!row) return null;
  const { count, stream, revision, fr, en } = row;
  return { count, first: { place, stream, revision, problem: { fr, en } } };
}

const INSERT = `insert into read_model.damage (place, stream, revision, version, fr, en)
  select place, stream, revision, case place when 'READ_MODEL' then $6::int end, fr, en
  from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) d(place, stream, revision, fr, en)
  on conflict do nothing`;

function values(damage: readonly Damage[], version: number | null): readonly unknown[] {
  return [
    damage.map(({ place }) => place),
    damage.map(({ stream }) => stream),
    damage.map(({ revision }) => revision),
    damage.map(({ problem }) => problem.fr),
    damage.map(({ problem }) => problem.en),
    version,
  ];
}

/** Remembers damage of the log that somebody came upon. */
export async function rememberDamage(pool: Pool, found: CorruptEventError): Promise<void> {
  await pool.query(INSERT, [...values([damageOfLog(found)], null)]);
}

/** Adds what a look at some rows of a version has found to what is known. */
export async function noteDamage(
  client: PoolClient,
  found: readonly Damage[],
  version: number,
): Promise<void> {
  await client.query(INSERT, [...values(found, version)]);
}

/** Puts what a whole look has found in the place of what was known: what it did not find again is mended. */
export async function replaceDamage(
  pool: Pool,
  found: readonly Damage[],
  version: number | null,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('delete from read_model.damage');
    await client.query(INSERT, [...values(found, version)]);
  });
}
