import type { agreements as french } from '../fr/agreements.js';
import type { Same } from '../same.js';

/** The list of agreements. */
export const agreements: Same<typeof french> = {
  importList: 'Import a list',
  title: 'Agreements',
  count_one: '{{count}} agreement',
  count_other: '{{count}} agreements',
  caption: 'The agreements that the ledger knows, with their status on the chosen day',
  agreement: 'Agreement',
  status: 'Status',
  parties: 'Parties',
  lastDay: 'Last day',
  flags: 'To know',
  lastRecorded: 'Recorded last',
  noEnd: 'no last day known',
  filter: {
    title: 'Filter',
    text: 'Title, identifier',
    status: 'Status',
    any: 'all',
    kind: 'Kind',
    party: 'Party',
    flag: 'To know',
    inForce: 'In force',
    certainty: 'Certainty',
    endsFrom: 'Ends on or after',
    endsTo: 'Ends on or before',
    sort: 'Order',
    clear: 'Remove all',
    apply: 'Apply',
  },
  inForce: { YES: 'yes', UNKNOWN: 'perhaps', NO: 'no' },
  sort: { TITLE: 'title', END_DATE: 'last day', LAST_RECORDED: 'recorded last' },
  sortBack: {
    TITLE: 'title, Z to A',
    END_DATE: 'last day, the latest first',
    LAST_RECORDED: 'recorded longest ago',
  },
  empty: 'The ledger knows no agreement yet.',
  emptyFiltered: 'No agreement answers these filters.',
};
