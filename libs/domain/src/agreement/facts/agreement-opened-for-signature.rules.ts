import { decider } from '../../facts/judge.js';
import { refuse } from '../../rules/decision.js';
import { notLetIn, othersPassedOver } from '../on-the-line.js';
import { refusedBy } from '../openings.js';
import { AgreementOpenedForSignature } from './agreement-opened-for-signature.js';

export const openForSignature = decider(AgreementOpenedForSignature, {
  lifecycle: (asked) => notLetIn(asked) ?? othersPassedOver(asked, refusedBy(asked.draft.data, asked.events)),
  term({ draft }) {
    const { closesOn } = draft.data;
    return closesOn !== undefined && closesOn < draft.effective.point
      ? refuse('TERM_INVALID', 'closesOn', { start: draft.effective.edtf, end: closesOn })
      : null;
  },
});
