import type { showing as french } from '../fr/showing.js';
import type { Same } from '../same.js';

/** What several pages say alike. */
export const showing: Same<typeof french> = {
  query: 'Query',
  variables: 'Variables:',
  search: 'Search',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'This browser did not copy. Select this and copy it:',
  yes: 'yes',
  no: 'no',
  nothingFound: 'The ledger has nothing of this name.',
  notAsked: 'The ledger does not answer: its list is missing. Try again, or write the id.',
  registerNew: 'Register “{{name}}”, which the ledger does not know yet…',
  onlyFirst_one: 'Only {{count}} is shown.',
  onlyFirst_other: 'Only the first {{count}} are shown.',
  print: 'Print',
  download: 'Download:',
  downloadAs: {
    csv: 'Download the list as CSV, for a spreadsheet',
    xlsx: 'Download the list as an XLSX workbook',
    jsonl: 'Download the list as JSONL, for a program',
  },
};
