import type { Fact } from '../facts/fact.js';
import type { Asked } from '../facts/judge.js';
import { adviceOf } from '../rules/advice.js';
import { refuse, type Advice, type PastEvent, type Refusal } from '../rules/decision.js';
import type { Day } from '../time/day.js';
import { isPartyOn, type LineEventOf } from './line/index.js';
import { lineOf, lineWith } from './on-the-line.js';

/** Rules of the facts by which organisations leave an agreement. */

type Notification = LineEventOf<'PartnerWithdrawalNotified'>;

/** The withdrawals of an organisation that take effect: those that count and that nobody revoked, by their day. */
export function withdrawalsOf(events: readonly PastEvent[], organizationId: string): readonly Notification[] {
  return lineOf(events)
    .participations.filter((one) => one.organizationId === organizationId)
    .flatMap(({ left }) => (left?.event.type === 'PartnerWithdrawalNotified' ? [left.event] : []))
    .toSorted((a, b) => (a.effective.point < b.effective.point ? -1 : 1));
}

/** The withdrawal of an organisation that is notified on a day and has not taken effect by then. */
export function pendingOn(
  events: readonly PastEvent[],
  organizationId: string,
  day: Day,
): Notification | undefined {
  return withdrawalsOf(events, organizationId).find(
    ({ occurred, effective }) => occurred.point <= day && day < effective.point,
  );
}

/** Refuses that an organisation leaves which was never a party. Whether it is one on the day, the line says. */
export function neverParty<F extends Fact>(
  { events, draft }: Asked<F>,
  organizationId: string,
  field: string,
): Refusal | null {
  const isOne = lineOf(events).participations.some(
    (one) => one.organizationId === organizationId && one.as === 'PARTY',
  );
  return isOne ? null : refuse('PARTNER_NOT_PARTY', field, { organizationId, day: draft.effective.point });
}

/** Warns where fewer than two parties remain. */
export function belowTwo<F extends Fact>(asked: Asked<F>, field: string): readonly Advice[] {
  const day = asked.draft.effective.point;
  const parties = lineWith(asked).line.participations.filter((one) => isPartyOn(one, day)).length;
  return parties < 2 ? [adviceOf('PARTIES_BELOW_TWO', { day, parties }, field)] : [];
}
