import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { contentOn } from '../line/index.js';
import { alreadyJoined, lineOf, lineWith, notLetIn, othersPassedOver, statusOn } from '../on-the-line.js';
import { refusedByOpening } from '../closing.js';
import { asksForSame, sameIsParty } from '../same-organization.js';
import { PartnerSigned } from './partner-signed.js';

export const recordSignature = decider(PartnerSigned, {
  asks: asksForSame,
  identity: alreadyJoined,
  lifecycle: (asked) => notLetIn(asked) ?? closed(asked) ?? afterEntry(asked) ?? othersPassedOver(asked),
  advice: sameIsParty,
});

/** Whoever is not on the list of the opening, or signs after its closing day. */
function closed(asked: Asked<typeof PartnerSigned>): Refusal | null {
  const { organizationId } = asked.draft.data;
  const opening = lineWith(asked).line.opening?.data ?? {};
  switch (refusedByOpening(opening, organizationId, asked.draft.occurred)) {
    case 'NOT_ELIGIBLE':
      return refuse('AGREEMENT_NOT_OPEN', 'organizationId', {
        because: 'NOT_ELIGIBLE',
        eligible: opening.eligible ?? [],
      });
    case 'CLOSED':
      return refuse('AGREEMENT_NOT_OPEN', 'occurredOn', {
        because: 'CLOSED',
        closesOn: opening.closesOn ?? null,
      });
    default:
      return null;
  }
}

/** After the entry into force of an agreement that is not open to accession and has no list. */
function afterEntry(asked: Asked<typeof PartnerSigned>): Refusal | null {
  if (!asked.events.some(({ type }) => type === 'AgreementEnteredIntoForce')) return null;
  const { line } = lineWith(asked);
  const listed = (line.opening?.data.eligible ?? []).length > 0;
  const open = contentOn(line, asked.draft.effective.point)?.openToAccession === true;
  if (listed || open) return null;
  return statusOn(lineOf(asked.events), asked.draft.effective.point).status === 'IN_FORCE'
    ? asked.policies.check('AGREEMENT_NOT_OPEN', 'occurredOn', {
        because: 'IN_FORCE',
        status: 'IN_FORCE',
      })
    : null;
}
