import { decider } from '../../facts/judge.js';
import { effectBeforeAct, noticeTooShort } from '../notice-given.js';
import { countsOnTheLine, notParty } from '../on-the-line.js';
import { AgreementTerminated } from './agreement-terminated.js';

export const terminateAgreement = decider(AgreementTerminated, {
  identity(asked) {
    const { organizationId } = asked.draft.data;
    return organizationId === undefined
      ? null
      : notParty(asked, organizationId, 'organizationId', asked.draft.occurred.point);
  },
  lifecycle: countsOnTheLine,
  term: (asked) =>
    effectBeforeAct(asked) ?? (asked.draft.data.mode === 'UNILATERAL' ? noticeTooShort(asked) : null),
});
