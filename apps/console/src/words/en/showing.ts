import type { showing as french } from '../fr/showing.js';
import type { Same } from '../same.js';

/** What several pages say alike. */
export const showing: Same<typeof french> = {
  query: 'Query',
  variables: 'Variables:',
  copy: 'Copy',
  copied: 'Copied',
  yes: 'yes',
  no: 'no',
};
