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
};
