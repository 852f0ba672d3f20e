import { decider, type Asked } from '../../facts/judge.js';
import { adviceOf } from '../../rules/advice.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { contentOn } from '../line/index.js';
import { alreadyJoined, lineOf, notLetIn, othersPassedOver } from '../on-the-line.js';
import { asksForSame, sameIsParty } from '../same-organization.js';
import { PartnerAcceded } from './partner-acceded.js';

export const recordAccession = decider(PartnerAcceded, {
  asks: asksForSame,
  identity: alreadyJoined,
  lifecycle: (asked) => notLetIn(asked) ?? openToIt(asked) ?? othersPassedOver(asked),
  advice(asked) {
    const { organizationId } = asked.draft.data;
    const announced = lineOf(asked.events).intents.some((intent) => intent.organizationId === organizationId);
    return [...(announced ? [] : [adviceOf('ACCESSION_WITHOUT_INTENT')]), ...sameIsParty(asked)];
  },
});

/** Whether others may accede is asked of the agreement, not of its status. */
function openToIt({ events, draft, policies }: Asked<typeof PartnerAcceded>): Refusal | null {
  const open = contentOn(lineOf(events), draft.effective.point)?.openToAccession;
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
