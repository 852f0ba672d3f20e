import { fact, recorded } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** A text of an agreement is deposited by its hash. */
export const AgreementTextDeposited = fact({
  type: 'AgreementTextDeposited',
  stream: 'agreement',
  command: 'depositAgreementText',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Dépose un texte d’une entente par son empreinte.',
    en: 'Deposits a text of an agreement by its hash.',
  },
  called: { fr: 'dépôt d’un texte', en: 'deposit of a text' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    docHash: m.hash('SHA-256 of the file, 64 lower-case hexadecimal digits.'),
    lang: m.language('The language of the text.'),
    pages: m.optional(m.count('How many pages it has.')),
    authentic: m.optional(m.flag('Whether this language version is authentic.')),
  },
});

export const depositAgreementText = decider(AgreementTextDeposited, {
  identity({ events, input }) {
    const known = recorded(events, AgreementTextDeposited).some(({ data }) => data.docHash === input.docHash);
    return known ? refuse('TEXT_ALREADY_DEPOSITED', 'docHash', { docHash: input.docHash }) : null;
  },
});
