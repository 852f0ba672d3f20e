import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { annualFiled, yearInvalid } from '../annual.js';

/** The priorities of a year were adopted. */
export const AnnualProgrammeAdopted = fact({
  type: 'AnnualProgrammeAdopted',
  stream: 'programme',
  command: 'adoptAnnualProgramme',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne la programmation annuelle d’un programme ou de l’un de ses comités.',
    en: 'Records the annual programme of a programme or of one of its committees.',
  },
  called: { fr: 'programmation annuelle', en: 'annual programme' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    programmeId: m.id('programme', 'The programme.'),
    committeeId: m.optional(
      m.id('committee', 'The committee whose it is; without one, the whole programme’s.'),
    ),
    year: m.word('The year: 2008, or 2008-2009.'),
    priorities: m.texts('The priorities, by language.', { atLeast: 1, tooShort: 'TEXT_NEEDED' }),
    resolutionId: m.optional(m.id('resolution', 'The resolution by which it was adopted.')),
  },
});

export const adoptAnnualProgramme = decider(AnnualProgrammeAdopted, {
  identity: ({ events, draft }) =>
    annualFiled(
      draft.data,
      recorded(events, AnnualProgrammeAdopted).map(({ data }) => data),
    ),
  term: ({ draft }) => yearInvalid(draft.data),
});
