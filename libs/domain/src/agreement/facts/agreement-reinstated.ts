import * as m from '../../facts/member.js';
import { act, RUNNING } from '../act-fact.js';

/** An agreement that had expired is brought back. */
export const AgreementReinstated = act({
  type: 'AgreementReinstated',
  stream: 'agreement',
  command: 'reinstateAgreement',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne le rétablissement d’une entente échue.',
    en: 'Records the reinstatement of an agreement that had expired.',
  },
  called: { fr: 'rétablissement', en: 'reinstatement' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  lifecycle: ({ coversGap }) =>
    // One that leaves no gap stands on the day after the end, before anything expired.
    coversGap
      ? { part: 'MOVE', from: RUNNING, to: null, movesEnd: true }
      : { part: 'RETURN', from: ['EXPIRED'], to: 'IN_FORCE', movesEnd: true },
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['coversGap'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    coversGap: m.flag('Whether it counts as in force in the meantime as well.'),
    newEndsOn: m.optional(m.date('The new last day in force.')),
    instrument: m.optional(m.word('The instrument that says so.')),
  },
});
