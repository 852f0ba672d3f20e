import { fact, recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { fromMillionths, toMillionths } from '../../money/decimal.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { foldEnvelope, overdrawn, leastFrom } from '../balance.js';
import { currencyMismatch } from '../currency.js';
import { ENVELOPE, ON_ENVELOPE } from './members.js';

/** A part of an envelope is promised. */
export const EnvelopeCommitted = fact({
  ...ON_ENVELOPE,
  type: 'EnvelopeCommitted',
  command: 'commitEnvelope',
  says: {
    fr: 'Engage une part d’une enveloppe, sans jamais la dépasser, quel que soit le jour.',
    en: 'Commits a part of an envelope, which is never exceeded on any day.',
  },
  called: { fr: 'engagement sur l’enveloppe', en: 'commitment of the envelope' },
  place: 'FOLLOWS',
  members: {
    ...ENVELOPE,
    commitmentId: m.made(
      m.partId('Its id among the commitments of the envelope; by default the ledger makes one.'),
    ),
    projectId: m.optional(m.id('project', 'The project that it is for.')),
    amount: m.moneyAboveZero('How much.'),
  },
});

type Committing = Asked<typeof EnvelopeCommitted>;

export const commitEnvelope = decider(EnvelopeCommitted, {
  complete: ({ input, context }) => ({ commitmentId: input.commitmentId ?? context.newId }),
  identity: (asked) => committedAlready(asked) ?? currencyMismatch(asked),
  lifecycle: exceeded,
});

function committedAlready({ events, draft }: Committing): Refusal | null {
  const { commitmentId } = draft.data;
  return recorded(events, EnvelopeCommitted).some(({ data }) => data.commitmentId === commitmentId)
    ? refuse('COMMITMENT_ALREADY_EXISTS', 'commitmentId', { commitmentId })
    : null;
}

/** What is committed must be there on every day from its own on; an overdrawn envelope takes nothing. */
function exceeded({ events, draft }: Committing): Refusal | null {
  const envelope = foldEnvelope(events);
  const { value, currency } = draft.data.amount;
  const least = overdrawn(envelope) ?? leastFrom(envelope, draft.effective.point);
  return least.available < toMillionths(value) || least.available < 0n
    ? refuse('ENVELOPE_EXCEEDED', 'amount.value', {
        amount: value,
        available: fromMillionths(least.available),
        currency,
        day: least.day,
      })
    : null;
}
