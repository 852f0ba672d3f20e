import * as m from '../../facts/member.js';

/** What names an indicator of an award. */
export const INDICATOR = {
  fundingId: m.id('funding', 'The funding.'),
  indicator: m.word('The code of the indicator; its case is kept.'),
};

/** What an indicator is counted in. */
export const UNIT = m.word(
  'What it is counted in: PROJECTS, JOBS, CAD …; UNKNOWN where the source does not say.',
);

/** A figure that the source may have lost. */
export const VALUE = m.optional(m.decimal('The figure; left out where the source does not say it.'));

/** What all facts on an indicator are, beside their own. */
export const ON_INDICATOR = {
  stream: 'funding',
  recorder: 'PROGRAMME',
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
} as const;
