import { addDays, daysBetween, type Day } from '@entente/domain';
import { listCalendar, type CalendarRow, type PageRequest, type ReadModel } from '@entente/read-model';
import type { KeyedItem, Reminder } from './items.js';
import { concernedIn, isConcerned, type Concerned } from './people/concerned.js';
import type { Subscription } from './people/subscriptions.js';

/** Days that come near, and whom their agreements concern. */
export interface ComingDays {
  readonly today: Day;
  /** How many days before one it is reminded of, from the farthest to the nearest. */
  readonly reminderDays: readonly number[];
  readonly entries: readonly CalendarRow[];
  readonly concerned: Concerned;
}

const AT_ONCE = 200;

/** Reads the days that somebody may be reminded of today. */
export async function comingDays(
  readModel: Pick<ReadModel, 'ask' | 'projected'>,
  today: Day,
  reminderDays: readonly number[],
): Promise<ComingDays> {
  const { position } = await readModel.projected();
  const asOf = { validOn: today, position };
  const filter = { from: today, to: addDays(today, Math.max(...reminderDays)) };
  const entries: CalendarRow[] = [];
  let after: readonly string[] | null = null;
  do {
    const page: PageRequest = { first: AT_ONCE, after };
    const { rows, hasNextPage } = await readModel.ask((db) => listCalendar(db, { filter, asOf, page }));
    entries.push(...rows.map(({ node }) => node));
    after = hasNextPage ? (rows.at(-1)?.keys ?? null) : null;
  } while (after !== null);
  const agreements = entries.flatMap(({ agreement_id: id }) => (id === null ? [] : [id]));
  return { today, reminderDays, entries, concerned: await concernedIn(readModel, agreements, asOf) };
}

/**
 * What a person is reminded of. Each day is reminded of once for each number of days that it is near: also when nobody looked on
 * that very day, or when it became known later. A day that moves is another day.
 */
export function remindersFor(
  subscription: Subscription,
  { today, reminderDays, entries, concerned }: ComingDays,
): readonly KeyedItem[] {
  return entries.flatMap((entry): readonly KeyedItem[] => {
    if (!subscription.reminders.includes(entry.kind)) return [];
    if (!isConcerned(subscription, entry.agreement_id, concerned)) return [];
    const left = daysBetween(today, entry.day);
    const near = reminderDays.findLast((days) => days >= left);
    if (near === undefined) return [];
    const { kind, day, event_id: eventId, organization_id: organizationId } = entry;
    const key = ['day', kind, eventId, organizationId ?? '', day, near].join(':');
    return [{ key, item: reminderOf(entry) }];
  });
}

function reminderOf({
  kind,
  day,
  certainty,
  earliest,
  latest,
  agreement_id: agreementId,
  committee_id: committeeId,
  organization_id: organizationId,
}: CalendarRow): Reminder {
  return { of: 'DAY', kind, day, certainty, earliest, latest, agreementId, committeeId, organizationId };
}
