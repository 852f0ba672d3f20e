import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';

const phase = m.object('ProgrammePhaseInput', 'The phase that a programme is in.', {
  ordinal: m.optional(m.count('Its number.')),
  text: m.optional(m.texts('What it is, by language.', { emptyIsAbsent: true })),
});

/** A programme was registered. */
export const ProgrammeRegistered = fact({
  type: 'ProgrammeRegistered',
  stream: 'programme',
  command: 'registerProgramme',
  recorder: 'PROGRAMME',
  says: { fr: 'Inscrit un programme.', en: 'Registers a programme.' },
  called: { fr: 'inscription du programme', en: 'registration of the programme' },
  dates: { occurred: 'OPTIONAL' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  members: {
    programmeId: m.made(m.id('programme', 'Its id; by default the ledger makes one.')),
    title: m.refusedAs('TITLE_REQUIRED', m.texts('Its title by language.', { atLeast: 1 })),
    stewardId: m.optional(m.id('organization', 'The organisation in charge.')),
    phase: m.optional(m.unlessEmpty(phase('The phase that it is in.'))),
  },
});

export const registerProgramme = decider(ProgrammeRegistered);
