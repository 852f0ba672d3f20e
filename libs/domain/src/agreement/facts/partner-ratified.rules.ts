import { decider } from '../../facts/judge.js';
import { refuse } from '../../rules/decision.js';
import { lineOf, notLetIn, othersPassedOver } from '../on-the-line.js';
import { PartnerRatified } from './partner-ratified.js';

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
