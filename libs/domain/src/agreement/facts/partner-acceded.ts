import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { ENDED, alreadyParty, lifecycleRefusal, lineOf, lineWith, passedOverAdvice } from '../on-the-line.js';

/** An organisation acceded to an agreement. */
export const PartnerAcceded = fact({
  type: 'PartnerAcceded',
  stream: 'agreement',
  command: 'recordAccession',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne une adhésion à une entente en vigueur.',
    en: 'Records an accession to an agreement in force.',
  },
  called: { fr: 'adhésion', en: 'accession' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that acceded.'),
    instrument: m.optional(m.word('The instrument of accession.')),
  },
});

export const recordAccession = decider(PartnerAcceded, {
  identity: alreadyParty,
  lifecycle: openToIt,
  advice(asked) {
    const { organizationId } = asked.draft.data;
    const announced = lineOf(asked.events).intents.some((intent) => intent.organizationId === organizationId);
    return [...(announced ? [] : [adviceOf('ACCESSION_WITHOUT_INTENT')]), ...passedOverAdvice(asked)];
  },
});

function openToIt(asked: Asked<typeof PartnerAcceded>): Refusal | null {
  const { passedOver } = lineWith(asked);
  if (passedOver?.because === 'AFTER_END' || (passedOver && ENDED.includes(passedOver.status)))
    return lifecycleRefusal(passedOver);
  const open = lineOf(asked.events).registration?.data.openToAccession;
  if (open === false) return refuse('AGREEMENT_NOT_OPEN', 'agreementId', { openToAccession: false });
  if (passedOver?.because === 'STATUS')
    return refuse('AGREEMENT_NOT_OPEN', null, { status: passedOver.status });
  if (passedOver) return lifecycleRefusal(passedOver);
  return open === undefined
    ? asked.policies.check('AGREEMENT_NOT_OPEN', 'agreementId', { openToAccession: null })
    : null;
}
