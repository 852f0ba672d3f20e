import { readMoment } from '../days/instants.js';
import { readDay } from '../days/read-day.js';

/** How late a recording has to be for the filter of the log. */
export const LATE_DAYS = 30;

/** What an address says of the filter of the log, as the API takes it. */
export function logFilterOf(
  search: Readonly<Record<string, string | undefined>>,
  { actor, timeZone }: { readonly actor: string; readonly timeZone: string },
) {
  const from = readDay(search.from ?? '');
  const to = readDay(search.to ?? '');
  return {
    ...(search.type && { types: search.type.split(',') }),
    ...(search.by && { recordedBy: search.by === 'me' ? actor : search.by }),
    ...(from && { recordedFrom: readMoment(`${from} 0:00`, timeZone) }),
    ...(to && { recordedBefore: readMoment(to, timeZone) }),
    ...(search.about && { about: search.about }),
    ...(search.overridden === 'yes' && { overridden: true }),
    ...(search.late === 'yes' && { lateDays: LATE_DAYS }),
  };
}
