import {
  AgreementExpired,
  PartnerIntentLapsed,
  PartnerWithdrew,
  recorded,
  type AgreementLine,
  type DomainEvent,
} from '@entente/domain';
import type { NewRow } from '../schema/table.js';
import { partiesInShort } from './parties-in-short.js';
import type { EXPIRY_DUE, LAPSE_DUE, WITHDRAWAL_DUE } from './table.js';

/** Each expiry of the line whose last day has no notice: a later end gets its own. */
export function expiryRows(
  agreementId: string,
  line: AgreementLine,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof EXPIRY_DUE>[] {
  const noticed = new Set(recorded(facts, AgreementExpired).map(({ data }) => data.lastDayInForce));
  return line.steps.flatMap(({ status, endsOn, decidedBy }) => {
    const lastDay = status === 'EXPIRED' ? (endsOn?.latest ?? null) : null;
    const [setBy] = decidedBy;
    return lastDay !== null && setBy && !noticed.has(lastDay)
      ? [{ agreement_id: agreementId, last_day: lastDay, term_event: setBy.id }]
      : [];
  });
}

/** Each withdrawal that counts and has no notice for the day by which it takes effect for certain. */
export function withdrawalRows(
  agreementId: string,
  line: AgreementLine,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof WITHDRAWAL_DUE>[] {
  const notices = recorded(facts, PartnerWithdrew);
  return partiesInShort(line.participations).left.flatMap(({ organizationId, left }) => {
    const latest = left?.event.effective.latest ?? null;
    if (left?.event.type !== 'PartnerWithdrawalNotified' || latest === null) return [];
    const { id } = left.event;
    const noticed = notices.some(
      ({ data }) => data.notificationEventId === id && data.scheduledFor === latest,
    );
    return noticed
      ? []
      : [
          {
            agreement_id: agreementId,
            organization_id: organizationId,
            effective_by: latest,
            notification_event: id,
          },
        ];
  });
}

/** Each lapse of an intent that has no notice for that day. */
export function lapseRows(
  agreementId: string,
  line: AgreementLine,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof LAPSE_DUE>[] {
  const notices = recorded(facts, PartnerIntentLapsed);
  return line.intents.flatMap(({ organizationId, event, ended }) => {
    const { expectedBy } = event.data;
    const noticed = notices.some(
      ({ data }) => data.intentEventId === event.id && data.expectedBy === expectedBy,
    );
    return ended?.state === 'LAPSED' && expectedBy !== undefined && !noticed
      ? [
          {
            agreement_id: agreementId,
            organization_id: organizationId,
            expected_by: expectedBy,
            intent_event: event.id,
          },
        ]
      : [];
  });
}
