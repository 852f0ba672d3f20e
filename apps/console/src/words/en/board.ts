import type { board as french } from '../fr/board.js';
import type { Same } from '../same.js';

/** What is printed for a meeting of the board. */
export const board: Same<typeof french> = {
  title: 'For the board',
  lead: 'The statistics, what ends within {{days}} days, and the agreements in force: a document to print.',
  print: 'Print',
  ending: 'End within {{days}} days ({{count}})',
  noEnding: 'No agreement ends within {{days}} days.',
  inForce: 'Agreements in force ({{count}})',
  noInForce: 'No agreement in force at these dates.',
  agreement: 'Agreement',
  parties: 'Parties',
  others_one: 'and {{count}} other',
  others_other: 'and {{count}} others',
  status: 'Status',
  lastDay: 'Last day',
  left: 'Days left',
  known: 'Agreements known',
  signed: 'Signed',
  certain: 'In force',
  perhaps: 'Perhaps in force',
  openIntents: 'Open intents',
  organizations: 'Organisations',
  numbers: 'In numbers',
};
