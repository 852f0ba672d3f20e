import type { Day } from '@entente/domain';
import { sql } from 'kysely';
import { STILL_KNOWN } from '../schema/row-keeper.js';
import {
  knownThen,
  oneOf,
  toPage,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '../asking/as-of.js';
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
export async function listMeetings(
  db: Db,
  list: { readonly agreementId: string | null; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<MeetingRow>> {
  const { after, first } = list.page;
  let query = held(db, list.agreementId, list.asOf).selectAll();
  if (after) query = query.where(sql<boolean>`(held_day, meeting_id) > (${after[0]}::date, ${after[1]})`);
  const rows = await query
    .orderBy('held_day')
    .orderBy('meeting_id')
    .limit(first + 1)
    .execute();
  return toPage(
    rows,
    first,
    (row) => row,
    (row) => [row.held_day ?? '', row.meeting_id],
  );
}

/** How many meetings had been held by then. */
export async function countMeetings(db: Db, agreementId: string | null, asOf: AsOf): Promise<number> {
  const row = await held(db, agreementId, asOf)
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
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
