import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';
import { notLetIn, othersPassedOver } from '../on-the-line.js';
import { refusedBy } from '../openings.js';

/** An agreement is opened for signature. */
export const AgreementOpenedForSignature = fact({
  type: 'AgreementOpenedForSignature',
  stream: 'agreement',
  command: 'openForSignature',
  recorder: 'DEPOSITARY',
  says: { fr: 'Ouvre un projet à la signature.', en: 'Opens a draft for signature.' },
  called: { fr: 'ouverture à la signature', en: 'opening for signature' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    closesOn: m.optional(m.day('The last day for signatures.')),
    eligible: m.optional(
      m.list(m.id('organization', 'The organisations that may sign; without a list, any may.'), {
        emptyIsAbsent: true,
      }),
    ),
  },
});

export const openForSignature = decider(AgreementOpenedForSignature, {
  lifecycle: (asked) => notLetIn(asked) ?? othersPassedOver(asked, refusedBy(asked.draft.data, asked.events)),
  term({ draft }) {
    const { closesOn } = draft.data;
    return closesOn !== undefined && closesOn < draft.effective.point
      ? refuse('TERM_INVALID', 'closesOn', { start: draft.effective.edtf, end: closesOn })
      : null;
  },
});
