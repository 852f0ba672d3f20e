import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { endTooFar } from '../../time/uncertain-date.js';
import { notCountedBeside, notLetIn, othersPassedOver } from '../on-the-line.js';
import { someNotParty } from '../parties-named.js';
import { AgreementSuspended } from './agreement-suspended.js';

type Suspending = Asked<typeof AgreementSuspended>;

export const suspendAgreement = decider(AgreementSuspended, {
  shape: tooFar,
  identity: someNotParty,
  lifecycle: (asked) => notLetInUntil(asked) ?? notCountedBeside(asked) ?? othersPassedOver(asked),
  term: invalid,
});

/** A last day before the first is the suspension's own fault, whatever the line says of it. */
function notLetInUntil(asked: Suspending): Refusal | null {
  const refused = notLetIn(asked);
  return refused && (invalid(asked) ?? refused);
}

function invalid({ draft }: Suspending): Refusal | null {
  const { until } = draft.data;
  return until !== undefined && until < draft.effective.point
    ? refuse('TERM_INVALID', 'until', { start: draft.effective.edtf, end: until })
    : null;
}

function tooFar({ draft, context }: Suspending): Refusal | null {
  const { until } = draft.data;
  return until !== undefined && endTooFar(until, context.today)
    ? refuse('VALIDATION_FAILED', 'until', { problem: 'END_TOO_FAR', hint: 'until: null' })
    : null;
}
