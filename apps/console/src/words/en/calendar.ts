import type { calendar as french } from '../fr/calendar.js';
import type { Same } from '../same.js';

/** What falls on which day. */
export const calendar: Same<typeof french> = {
  title: 'Calendar',
  count_one: '{{count}} day to watch from {{from}} to {{to}}',
  count_other: '{{count}} days to watch from {{from}} to {{to}}',
  empty: 'Nothing falls between {{from}} and {{to}}, by what the ledger knows.',
  filters: 'Filter the calendar',
  subscribe: 'Subscribe',
  before: '◀ Earlier',
  now: 'Now',
  after: 'Later ▶',
  span: 'Over',
  spans: { m3: 'three months', m12: 'a year', m60: 'five years' },
  kind: 'Kind',
  all: 'all',
  party: 'Party',
  view: 'Layout',
  views: { agenda: 'agenda', grid: 'grid' },
};
