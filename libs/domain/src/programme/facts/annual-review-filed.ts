import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { adviceOf } from '../../rules/advice.js';
import { annualFiled, isSameAnnual, yearInvalid } from '../annual.js';
import { AnnualProgrammeAdopted } from './annual-programme-adopted.js';

/** What came of a year was reported. */
export const AnnualReviewFiled = fact({
  type: 'AnnualReviewFiled',
  stream: 'programme',
  command: 'fileAnnualReview',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne le bilan annuel d’un programme ou de l’un de ses comités.',
    en: 'Records the annual review of a programme or of one of its committees.',
  },
  called: { fr: 'bilan annuel', en: 'annual review' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  correctable: ['docHash'],
  members: {
    programmeId: m.id('programme', 'The programme.'),
    committeeId: m.optional(
      m.id('committee', 'The committee whose it is; without one, the whole programme’s.'),
    ),
    year: m.word('The year: 2008, or 2008-2009.'),
    results: m.texts('The results, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
    docHash: m.optional(m.hash('SHA-256 of the document, hexadecimal.')),
  },
});

export const fileAnnualReview = decider(AnnualReviewFiled, {
  identity: ({ events, draft }) =>
    annualFiled(
      draft.data,
      recorded(events, AnnualReviewFiled).map(({ data }) => data),
    ),
  term: ({ draft }) => yearInvalid(draft.data),
  advice({ events, draft }) {
    const { year } = draft.data;
    const adopted = recorded(events, AnnualProgrammeAdopted).some(({ data }) =>
      isSameAnnual(data, draft.data),
    );
    return adopted ? [] : [adviceOf('ANNUAL_PROGRAMME_MISSING', { year })];
  },
});
