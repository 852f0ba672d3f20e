import type { Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { MERGED_DAYS, stretchesOf, type AgreementFilter } from '../agreement/list.js';
import { PARTY_ROLES } from '../agreement/table.js';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { rootsBelow } from '../organization/tree.js';

/** What agreements are counted by. */
export type Dimension = 'ALL' | 'KIND' | 'JURISDICTION' | 'REGION' | 'SECTOR' | 'YEAR';

/** Which agreements are counted, by what, as known at which position, from one day to another. */
export interface Counted {
  readonly dimension: Dimension;
  /** Of an organisation, those that are linked below it are named too. */
  readonly filter: Omit<AgreementFilter, 'partyId' | 'flagged'>;
  readonly position: bigint;
  readonly first: Day;
  readonly last: Day;
}

/** What {@link changesOf} answers: on a day, so many agreements more under a key, or fewer. */
export const CHANGE = ['key', 'status', 'in_force', 'signed', 'day', 'agreements'] as const;

/**
 * How counts change, as a query of {@link CHANGE}: however many the days are, each stretch of days with one answer is read once.
 * It adds from its first day on and takes away from the day after its last. Of a single day, all that holds on it is added then.
 */
export function changesOf(db: Db, counted: Counted): RawBuilder<unknown> {
  const { filter, position, first, last } = counted;
  const asOf: AsOf = { validOn: first, position };
  const pieces = sql`
    with base as (${stretchesOf(db, filter, asOf, { first, last })}),
    rooted as (${rootsBelow(db, asOf)}),
    piece as (${piecesOf(db, counted, asOf)})`;
  if (first === last)
    return sql`(${pieces}
      select piece.key, piece.status, piece.in_force, piece.signed, ${last}::date as day, count(*) as agreements from piece
      where piece.begins <= ${last}::date and piece.ends > ${last}::date
      group by 1, 2, 3, 4)`;
  return sql`(${pieces}
    select piece.key, piece.status, piece.in_force, piece.signed, side.day, sum(side.sign) as agreements from piece
    cross join lateral (values (piece.begins, 1), (piece.ends, -1)) side (day, sign)
    where side.day <= ${last}::date and side.day < 'infinity'
    group by 1, 2, 3, 4, 5
    having sum(side.sign) <> 0)`;
}

const STRETCH = sql`b.status, b.in_force, b.signed`;

/** The stretches once more, under each key that they count for. */
function piecesOf(db: Db, counted: Counted, asOf: AsOf): RawBuilder<unknown> {
  const { dimension } = counted;
  switch (dimension) {
    case 'ALL':
      return sql`select ''::text as key, ${STRETCH}, b.begins, b.ends from base b`;
    case 'KIND':
      return sql`select b.kind as key, ${STRETCH}, b.begins, b.ends from base b`;
    case 'YEAR':
      return sql`
        select b.signature_year::text as key, ${STRETCH}, b.begins, b.ends from base b where b.signed`;
    case 'SECTOR':
      return sql`
        select sector.key, ${STRETCH}, b.begins, b.ends from base b
        cross join lateral unnest(b.sector_keys) sector (key)`;
    case 'JURISDICTION':
      return partyPieces(db, sql`select o.jurisdiction where o.jurisdiction is not null`, counted, asOf);
    case 'REGION':
      return partyPieces(db, sql`select unnest(o.regions)`, counted, asOf);
    default:
      return dimension satisfies never;
  }
}

/** The stretches under what is said of each party, while it is one; of several with the same, once. */
function partyPieces(
  db: Db,
  said: RawBuilder<unknown>,
  { first, last }: Counted,
  asOf: AsOf,
): RawBuilder<unknown> {
  const saying = sql`
    left join rooted r on r.id = p.organization_id
    join ${tableOf(db, 'organization')} o
      on o.organization_id = coalesce(r.root, p.organization_id) and ${knownThen('o', asOf)}
    cross join lateral (${said}) said (key)
    where ${oneOf('p.role', PARTY_ROLES)} and ${knownThen('p', asOf)}
      and p.valid_from <= ${last}::date and p.valid_to > ${first}::date`;
  // On one day nothing begins or ends: the days of each party need not be put together.
  if (first === last)
    return sql`
      select distinct said.key, b.agreement_id, ${STRETCH}, b.begins, b.ends from base b
      join ${tableOf(db, 'participation')} p on p.agreement_id = b.agreement_id ${saying}`;
  return sql`
    select party.key, ${STRETCH},
      greatest(b.begins, lower(party.days)) as begins, least(b.ends, upper(party.days)) as ends
    from base b
    join (
      select p.agreement_id, said.key, ${MERGED_DAYS} as days from ${tableOf(db, 'participation')} p ${saying}
        and p.agreement_id in (select base.agreement_id from base)
      group by p.agreement_id, said.key
    ) party on party.agreement_id = b.agreement_id and party.days && daterange(b.begins, b.ends)`;
}
