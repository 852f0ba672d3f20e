import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { lineOf, notLetIn, othersPassedOver } from '../on-the-line.js';

/** An organisation that had signed ratified: where that is what binds, it is a party from then on. */
export const PartnerRatified = fact({
  type: 'PartnerRatified',
  stream: 'agreement',
  command: 'recordRatification',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne la ratification d’un signataire.',
    en: 'Records that a signatory ratified an agreement.',
  },
  called: { fr: 'ratification', en: 'ratification' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that ratified.'),
    instrument: m.optional(m.word('The instrument of ratification.')),
    approvedBy: m.optional(m.texts('Who approved it: a council, a board, a parliament.')),
  },
});

export const recordRatification = decider(PartnerRatified, {
  lifecycle(asked) {
    const { bindingOn, registration } = lineOf(asked.events);
    if (registration && bindingOn !== 'RATIFICATION')
      return refuse('INVALID_TRANSITION', 'agreementId', {
        bindingOn,
        status: 'BINDING_ON_SIGNATURE',
      });
    return notLetIn(asked) ?? othersPassedOver(asked);
  },
});
