import { decider } from '../../facts/judge.js';
import { refuse } from '../../rules/decision.js';
import { claimOfEdge } from '../../rules/edges.js';
import { edgeRefused } from '../../rules/edges-closed.js';
import { countsOnTheLine } from '../on-the-line.js';
import { AgreementSuperseded } from './agreement-superseded.js';

export const supersedeAgreement = decider(AgreementSuperseded, {
  identity({ draft, context }) {
    const { agreementId, successorAgreementId: id } = draft.data;
    const claim = claimOfEdge('superseded', agreementId, id);
    return id === agreementId
      ? refuse('SUCCESSOR_CYCLE', 'successorAgreementId', { id })
      : edgeRefused(claim, 'successorAgreementId', context);
  },
  lifecycle: countsOnTheLine,
});
