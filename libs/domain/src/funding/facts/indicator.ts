import * as m from '../../facts/member.js';

/** The code of an indicator; its case is kept. */
export const INDICATOR = m.word('The code of the indicator.');
/** What an indicator is counted in. */
export const UNIT = m.word(
  'What it is counted in: PROJECTS, JOBS, CAD …; UNKNOWN where the source does not say.',
);
/** A figure that the source may have lost. */
export const VALUE = m.optional(m.decimal('The figure; left out where the source does not say it.'));
