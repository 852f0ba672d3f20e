import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { daysLater } from '../../time/uncertain-date.js';
import { belowTwo, neverParty, pendingOn } from '../leaving.js';
import { effectBeforeAct, noticeDaysOn, noticeTooShort } from '../notice-given.js';
import { notCountedBeside, othersPassedOver } from '../on-the-line.js';

/** A party notifies that it withdraws; it takes effect on its day, by itself. */
export const PartnerWithdrawalNotified = fact({
  type: 'PartnerWithdrawalNotified',
  stream: 'agreement',
  command: 'recordWithdrawal',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne l’avis de retrait d’une partie; le retrait prend effet de lui-même.',
    en: 'Records that a party notified its withdrawal, which takes effect by itself.',
  },
  called: { fr: 'avis de retrait', en: 'notice of withdrawal' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  fixed: ['organizationId'],
  members: {
    agreementId: m.id('agreement', 'The agreement.'),
    organizationId: m.id('organization', 'The party that withdraws.'),
    noticeDays: m.optional(m.computed(m.count('The notice that the term asked for, in days.'))),
    reason: m.optional(m.sealed(m.freeText('Why; kept confidential.'))),
  },
});

type Withdrawing = Asked<typeof PartnerWithdrawalNotified>;

export const recordWithdrawal = decider(PartnerWithdrawalNotified, {
  effective(_data, { occurred }, events, { effectiveOn }) {
    const noticeDays = noticeDaysOn(events, occurred.point);
    return effectiveOn || noticeDays === null ? null : daysLater(occurred, noticeDays);
  },
  complete({ events, draft }) {
    const noticeDays = noticeDaysOn(events, draft.occurred.point);
    return noticeDays === null ? {} : { noticeDays };
  },
  identity: (asked) =>
    neverParty(asked, asked.draft.data.organizationId, 'organizationId') ?? alreadyNotified(asked),
  lifecycle: (asked) => effectBeforeActIfOut(asked) ?? notCountedBeside(asked) ?? othersPassedOver(asked),
  term: (asked) => effectBeforeAct(asked) ?? noticeTooShort(asked),
  advice: (asked) => belowTwo(asked, 'organizationId'),
});

function alreadyNotified({ events, draft }: Withdrawing): Refusal | null {
  const { organizationId } = draft.data;
  const pending = pendingOn(events, organizationId, draft.occurred.point);
  return pending
    ? refuse('WITHDRAWAL_ALREADY_NOTIFIED', 'organizationId', {
        organizationId,
        effect: pending.effective.edtf,
      })
    : null;
}

/** An effect before the act is the withdrawal's own fault, whatever the line says of it. */
function effectBeforeActIfOut(asked: Withdrawing): Refusal | null {
  return notCountedBeside(asked) && effectBeforeAct(asked);
}
