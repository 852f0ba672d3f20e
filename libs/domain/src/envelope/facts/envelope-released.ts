import { fact, recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { fromMillionths, toMillionths } from '../../money/decimal.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { currencyMismatch } from '../currency.js';
import { EnvelopeCommitted } from './envelope-committed.js';
import { ENVELOPE, ON_ENVELOPE } from './members.js';

/** A commitment, or a part of it, goes back to its envelope. */
export const EnvelopeReleased = fact({
  ...ON_ENVELOPE,
  type: 'EnvelopeReleased',
  command: 'releaseEnvelope',
  says: {
    fr: 'Rend à l’enveloppe tout ou partie d’un engagement.',
    en: 'Releases a commitment, or a part of it, to its envelope.',
  },
  called: { fr: 'dégagement de l’enveloppe', en: 'release to the envelope' },
  place: 'FOLLOWS',
  members: {
    ...ENVELOPE,
    commitmentId: m.partId('The commitment.'),
    amount: m.moneyAboveZero('How much of it.'),
  },
});

type Releasing = Asked<typeof EnvelopeReleased>;

export const releaseEnvelope = decider(EnvelopeReleased, {
  identity: (asked) => commitmentMissing(asked) ?? currencyMismatch(asked),
  lifecycle: exceeded,
});

function commitmentOf({ events, draft }: Releasing) {
  return recorded(events, EnvelopeCommitted).find(
    ({ data }) => data.commitmentId === draft.data.commitmentId,
  );
}

function commitmentMissing(asked: Releasing): Refusal | null {
  const { commitmentId } = asked.draft.data;
  return commitmentOf(asked) ? null : refuse('COMMITMENT_NOT_FOUND', 'commitmentId', { commitmentId });
}

/** No more goes back than the commitment has left, and nothing before it was made. */
function exceeded(asked: Releasing): Refusal | null {
  const { events, draft } = asked;
  const { commitmentId, amount } = draft.data;
  const commitment = commitmentOf(asked);
  if (!commitment) return commitmentMissing(asked);
  const before = recorded(events, EnvelopeReleased).filter(({ data }) => data.commitmentId === commitmentId);
  const left = before.reduce(
    (rest, { data }) => rest - toMillionths(data.amount.value),
    toMillionths(commitment.data.amount.value),
  );
  const committedOn = commitment.effective.point;
  return toMillionths(amount.value) > left || draft.effective.point < committedOn
    ? refuse('RELEASE_EXCEEDED', 'amount.value', {
        commitmentId,
        amount: amount.value,
        left: fromMillionths(left),
        currency: amount.currency,
        committedOn,
      })
    : null;
}
