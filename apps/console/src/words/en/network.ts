import type { network as french } from '../fr/network.js';
import type { Same } from '../same.js';

/** Who is tied to whom. */
export const network: Same<typeof french> = {
  title: 'Network',
  lead: 'The organisations that agreements in force tie, on the day of the page.',
  choose: 'Choose what is shown',
  around: 'Around',
  mostTied: 'the {{count}} with most agreements',
  steps: 'Up to',
  oneStep: 'its partners',
  twoSteps: 'the partners of its partners',
  organizations: 'Organizations',
  ofAgreements: 'Agreements',
  parties: 'its parties',
  partiesPartners: 'its parties and their partners',
  least: 'At least',
  shared_one: '{{count}} shared agreement',
  shared_other: '{{count}} shared agreements',
  kind: 'Kind of agreement',
  allKinds: 'all',
  empty: 'No agreement in force ties organisations at these dates.',
  truncated: 'The network is larger than what the ledger gives at once: choose a kind of agreement.',
  shown_one: '{{count}} organisation shown; {{ties}} ties.',
  shown_other: '{{count}} organisations shown; {{ties}} ties.',
  tooMany:
    'A drawing of {{count}} organisations cannot be read: here is the table. Choose an organisation for a drawing.',
  picture: 'The network, drawn; the table below says the same',
  keys: 'By keyboard: → and ← go round the partners, ↓ goes on to theirs, ↑ goes back, Enter puts in the middle. A dashed tie is only possible.',
  details: 'The chosen organisation',
  agreements_one: '{{count}} agreement in force',
  agreements_other: '{{count}} agreements in force',
  possible: 'possible',
  caption: 'The same as a table',
  order: 'Order of the table',
  head: { name: 'Organisation', agreements: 'Agreements', partners: 'Partners' },
  with: 'With whom (agreements shared)',
};
