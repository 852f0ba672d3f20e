import * as m from '../../facts/member.js';
import { act } from '../act-fact.js';

/** Another agreement takes the place of one. */
export const AgreementSuperseded = act({
  type: 'AgreementSuperseded',
  stream: 'agreement',
  command: 'supersedeAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne le remplacement d’une entente par une autre.',
    en: 'Records that another agreement superseded an agreement.',
  },
  called: { fr: 'remplacement', en: 'supersession' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: {
    part: 'ENDING',
    from: ['SIGNED', 'IN_FORCE', 'SUSPENDED', 'EXPIRED'],
    to: 'SUPERSEDED',
  },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['successorAgreementId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    successorAgreementId: m.linked('superseded', m.id('agreement', 'The agreement that takes its place.')),
  },
});
