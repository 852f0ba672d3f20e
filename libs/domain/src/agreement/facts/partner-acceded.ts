import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { alreadyJoined, lineOf, notLetIn, othersPassedOver } from '../on-the-line.js';

/** An organisation acceded to an agreement. */
export const PartnerAcceded = fact({
  type: 'PartnerAcceded',
  stream: 'agreement',
  command: 'recordAccession',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne une adhésion à une entente.',
    en: 'Records an accession to an agreement.',
  },
  called: { fr: 'adhésion', en: 'accession' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The organisation that acceded.'),
    instrument: m.optional(m.word('The instrument of accession.')),
  },
});

export const recordAccession = decider(PartnerAcceded, {
  identity: alreadyJoined,
  lifecycle: (asked) => notLetIn(asked) ?? openToIt(asked) ?? othersPassedOver(asked),
  advice(asked) {
    const { organizationId } = asked.draft.data;
    const announced = lineOf(asked.events).intents.some((intent) => intent.organizationId === organizationId);
    return announced ? [] : [adviceOf('ACCESSION_WITHOUT_INTENT')];
  },
});

/** Whether others may accede is asked of the agreement, not of its status. */
function openToIt({ events, policies }: Asked<typeof PartnerAcceded>): Refusal | null {
  const open = lineOf(events).registration?.data.openToAccession;
  if (open === false)
    return refuse('AGREEMENT_NOT_OPEN', 'agreementId', {
      because: 'NO_ACCESSION',
      openToAccession: false,
    });
  return open === undefined
    ? policies.check('AGREEMENT_NOT_OPEN', 'agreementId', {
        because: 'ACCESSION_UNKNOWN',
        openToAccession: null,
      })
    : null;
}
