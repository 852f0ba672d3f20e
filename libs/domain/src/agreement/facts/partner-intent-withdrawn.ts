import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { endsAnIntent } from '../on-the-line.js';

/** An organisation withdraws its open intent. */
export const PartnerIntentWithdrawn = fact({
  type: 'PartnerIntentWithdrawn',
  stream: 'agreement',
  command: 'withdrawIntent',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne le retrait d’une intention ouverte.',
    en: 'Records that an organisation withdrew its open intent.',
  },
  called: { fr: 'retrait de l’intention', en: 'withdrawal of the intent' },
  dates: { occurred: 'GIVEN' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation.'),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});

export const withdrawIntent = decider(PartnerIntentWithdrawn, {
  identity(asked) {
    const { organizationId } = asked.draft.data;
    return endsAnIntent(asked) ? null : refuse('INTENT_NOT_OPEN', 'organizationId', { organizationId });
  },
});
