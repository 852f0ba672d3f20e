import type { desk as french } from '../fr/desk.js';
import type { Same } from '../same.js';

/** The desk: what the day asks for. */
export const desk: Same<typeof french> = {
  title: 'Desk',
  block: {
    notice: 'Notice to be given',
    expiring: 'Ending soon',
    disputed: 'Disputed',
    uncertain: 'Uncertain dates that change an answer',
    presumed: 'Presumed, never confirmed',
    passedOver: 'Facts passed over',
    dormant: 'Dormant',
  },
  seeAll_one: 'see',
  seeAll_other: 'see all {{count}}',
  until: 'until',
  intents: 'Open intents ({{count}})',
  age_one: 'for {{count}} day',
  age_other: 'for {{count}} days',
  expectedBy: 'expected by',
  noDeadline: 'no deadline',
  counts: 'To be completed',
  count: {
    textMissing: 'Agreements without their text',
    termUnknown: 'Agreements of unknown term',
    uncited: 'Sources never cited',
    withoutText: 'Sources without their text',
  },
  overridden: 'Rules set aside',
  logNote: 'Of the whole log: the chosen dates change nothing of it.',
  late: 'Facts recorded late',
  lateHelp_one: 'Recorded more than {{count}} day after it happened.',
  lateHelp_other: 'Recorded more than {{count}} days after they happened.',
  latest: 'Recorded last',
  quality: 'Quality of the data',
  qualityCaption_one: 'On what the day of the only fact in effect rests',
  qualityCaption_other: 'On what the days of the {{count}} facts in effect rest',
};
