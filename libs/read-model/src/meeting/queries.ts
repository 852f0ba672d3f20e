import type { Day } from '@entente/domain';
import { sql } from 'kysely';
import { STILL_KNOWN } from '../schema/table.js';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';

export type MeetingRow = Tables['meeting'];

/** Meetings by id, in whatever state, as known then. */
export async function meetingsByIds(
  db: Db,
  ids: readonly string[],
  asOf: AsOf,
): Promise<readonly MeetingRow[]> {
  return db
    .selectFrom('meeting')
    .selectAll()
    .where(oneOf('meeting_id', ids))
    .where(knownThen('meeting', asOf))
    .execute();
}

function held(db: Db, agreementId: string | null, asOf: AsOf) {
  let query = db
    .selectFrom('meeting')
    .where('state', '=', 'HELD')
    .where('held_day', '<=', asOf.validOn)
    .where(knownThen('meeting', asOf));
  if (agreementId !== null) query = query.where('agreement_id', '=', agreementId);
  return query;
}

/** A page of the meetings that had been held by then, oldest first. */
export function listMeetings(
  db: Db,
  list: { readonly agreementId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<MeetingRow>> {
  const order = [
    { column: 'held_day', type: 'date' },
    { column: 'meeting_id', type: 'text' },
  ] as const;
  return pageOf(held(db, list.agreementId, list.asOf).selectAll(), order, list.page);
}

/** How many meetings had been held by then. */
export function countMeetings(db: Db, agreementId: string | null, asOf: AsOf): Promise<number> {
  return countOf(held(db, agreementId, asOf));
}

/** The first meetings of each agreement, oldest first. */
export function firstMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<MeetingRow>[]> {
  const list = sql`
    select * from ${tableOf(db, 'meeting')} m
    where m.agreement_id = wanted.id and m.state = 'HELD' and m.held_day <= ${asOf.validOn}::date
      and ${knownThen('m', asOf)}`;
  return firstOfEach<MeetingRow>(db, agreementIds, list, { order: ['held_day', 'meeting_id'], first });
}

/** How many meetings of each agreement had been held by then. */
export function countMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select m.agreement_id as parent, count(*) from ${tableOf(db, 'meeting')} m
      where ${oneOf('m.agreement_id', agreementIds)} and m.state = 'HELD'
        and m.held_day <= ${asOf.validOn}::date and ${knownThen('m', asOf)}
      group by m.agreement_id`,
  );
}

/** The meetings of an agreement that are known now to have been held on a day. */
export async function meetingsHeldOn(db: Db, agreementId: string, day: Day): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('meeting_id')
    .where('agreement_id', '=', agreementId)
    .where('state', '=', 'HELD')
    .where('held_day', '=', day)
    .where(sql<boolean>`known_to = ${STILL_KNOWN.toString()}::bigint`)
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}
