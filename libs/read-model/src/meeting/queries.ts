import type { Day } from '@entente/domain';
import { sql, type RawBuilder } from 'kysely';
import { STILL_KNOWN } from '../schema/table.js';
import { knownThen, oneOf, tableOf, type AsOf, type Db } from '../asking/as-of.js';
import { countOfEach, firstOfEach, type Counted, type Nested } from '../asking/nested-pages.js';
import { countOf, pageOf, type Page, type PageRequest } from '../asking/pages.js';
import type { Tables } from '../tables.js';
import type { MeetingState } from './table.js';

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

/** Where a list of meetings is ordered: those that were held by that day, all others by the day that was meant. */
function dayColumn(state: MeetingState): 'held_day' | 'scheduled_day' {
  return state === 'HELD' ? 'held_day' : 'scheduled_day';
}

/** What had become of a meeting by a day; null: nothing yet. `alias` is the table as the query names it. */
function inState(alias: string, state: MeetingState, { validOn }: AsOf): RawBuilder<boolean> {
  const by = (column: string) =>
    sql<boolean>`coalesce(${sql.ref(`${alias}.${column}`)} <= ${validOn}::date, false)`;
  switch (state) {
    case 'HELD':
      return by('held_day');
    case 'CANCELLED':
      return sql<boolean>`not ${by('held_day')} and ${by('cancelled_day')}`;
    case 'SCHEDULED':
      return sql<boolean>`not ${by('held_day')} and not ${by('cancelled_day')}
        and ${sql.ref(`${alias}.scheduled_day`)} is not null`;
    default:
      return state satisfies never;
  }
}

/** The same, of a row that was read. */
export function meetingStateOn({ held_day, cancelled_day }: MeetingRow, validOn: Day): MeetingState {
  if (held_day !== null && held_day <= validOn) return 'HELD';
  return cancelled_day !== null && cancelled_day <= validOn ? 'CANCELLED' : 'SCHEDULED';
}

/** Which meetings: in what state, of one agreement or of all. */
export interface MeetingFilter {
  readonly state: MeetingState;
  readonly agreementId?: string;
}

function filtered(db: Db, { state, agreementId }: MeetingFilter, asOf: AsOf) {
  let query = db
    .selectFrom('meeting')
    .where('annulled', '=', false)
    .where(inState('meeting', state, asOf))
    .where(knownThen('meeting', asOf));
  if (agreementId !== undefined) query = query.where('agreement_id', '=', agreementId);
  return query;
}

/** A page of the meetings in a state by then, oldest first. */
export function listMeetings(
  db: Db,
  list: { readonly filter: MeetingFilter; readonly asOf: AsOf; readonly page: PageRequest },
): Promise<Page<MeetingRow>> {
  const order = [
    { column: dayColumn(list.filter.state), type: 'date' },
    { column: 'meeting_id', type: 'text' },
  ] as const;
  return pageOf(filtered(db, list.filter, list.asOf).selectAll(), order, list.page);
}

/** How many meetings were in a state by then. */
export function countMeetings(db: Db, filter: MeetingFilter, asOf: AsOf): Promise<number> {
  return countOf(filtered(db, filter, asOf));
}

/** The first meetings of each agreement in a state, oldest first. */
export function firstMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  state: MeetingState,
  asOf: AsOf,
  first: number,
): Promise<readonly Nested<MeetingRow>[]> {
  const list = sql`
    select * from ${tableOf(db, 'meeting')} m
    where m.agreement_id = wanted.id and not m.annulled and ${inState('m', state, asOf)} and ${knownThen('m', asOf)}`;
  return firstOfEach<MeetingRow>(db, agreementIds, list, { order: [dayColumn(state), 'meeting_id'], first });
}

/** How many meetings of each agreement were in a state by then. */
export function countMeetingsOf(
  db: Db,
  agreementIds: readonly string[],
  state: MeetingState,
  asOf: AsOf,
): Promise<ReadonlyMap<string, number>> {
  return countOfEach(
    db,
    sql<Counted>`
      select m.agreement_id as parent, count(*) from ${tableOf(db, 'meeting')} m
      where ${oneOf('m.agreement_id', agreementIds)} and not m.annulled and ${inState('m', state, asOf)} and ${knownThen('m', asOf)}
      group by m.agreement_id`,
  );
}

/** The meetings of an agreement that are known now to have been held on a day. */
export async function meetingsHeldOn(db: Db, agreementId: string, day: Day): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('meeting_id')
    .where('agreement_id', '=', agreementId)
    .where('held_day', '=', day)
    .where('annulled', '=', false)
    .where(sql<boolean>`known_to = ${STILL_KNOWN.toString()}::bigint`)
    .execute();
  return rows.map(({ meeting_id }) => meeting_id);
}
