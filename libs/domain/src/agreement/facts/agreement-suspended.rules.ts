import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { notLetInUnlessInvalid, standsForNone } from '../ends.js';
import { notCountedBeside, othersPassedOver } from '../on-the-line.js';
import { someNotParty } from '../parties-named.js';
import { AgreementSuspended } from './agreement-suspended.js';

type Suspending = Asked<typeof AgreementSuspended>;

export const suspendAgreement = decider(AgreementSuspended, {
  shape: ({ draft, context }) =>
    standsForNone(draft.data.until, context.today, { field: 'until', hint: 'until: null' }),
  identity: someNotParty,
  lifecycle: (asked) =>
    notLetInUnlessInvalid(asked, invalid) ?? notCountedBeside(asked) ?? othersPassedOver(asked),
  term: invalid,
});

function invalid({ draft }: Suspending): Refusal | null {
  const { until } = draft.data;
  return until !== undefined && until < draft.effective.point
    ? refuse('TERM_INVALID', 'until', { start: draft.effective.edtf, end: until })
    : null;
}
