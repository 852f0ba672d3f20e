import { NOTICES_OF_LINE, ofType, textIn, type LoggedEvent } from './facts.js';
import type { Intent } from './intents.js';
import type { Replaying } from './of-the-line.js';
import { always, type Statement } from './statement.js';

/** What the ledger has yet to note: expiries, withdrawals and lapses whose day has no notice. */
export function dueStatements(read: Replaying, intents: readonly Intent[]): readonly Statement[] {
  return [...expiries(read), ...withdrawals(read), ...lapses(read, intents)];
}

function expiries({ facts, line }: Replaying): readonly Statement[] {
  const noticed = ofType(facts, 'AgreementExpired').map((one) => textIn(one, 'lastDayInForce'));
  return line.steps.flatMap(({ status, lastDay, decidedBy: [setBy] }) => {
    const last_day = status === 'EXPIRED' ? (lastDay?.latest ?? null) : null;
    if (last_day === null || !setBy || noticed.includes(last_day)) return [];
    return [always('expiry_due', setBy, { last_day, term_event: setBy.id })];
  });
}

function withdrawals({ facts, parties }: Replaying): readonly Statement[] {
  const notices = ofType(facts, 'PartnerWithdrew');
  return parties.flatMap(({ organizationId, left }) => {
    const latest = left?.fact.effective.latest ?? null;
    if (left?.fact.type !== 'PartnerWithdrawalNotified' || latest === null) return [];
    const { id } = left.fact;
    const isNoticed = notices.some(
      (one) => textIn(one, 'notificationEventId') === id && textIn(one, 'scheduledFor') === latest,
    );
    if (isNoticed) return [];
    const values = { organization_id: organizationId, effective_by: latest, notification_event: id };
    return [always('withdrawal_due', left.fact, values)];
  });
}

function lapses({ facts }: Replaying, intents: readonly Intent[]): readonly Statement[] {
  const notices = ofType(facts, 'PartnerIntentLapsed');
  return intents.flatMap(({ declared, organizationId, end }) => {
    const expected_by = textIn(declared, 'expectedBy');
    const isNoticed = notices.some(
      (one) => textIn(one, 'intentEventId') === declared.id && textIn(one, 'expectedBy') === expected_by,
    );
    if (end?.state !== 'LAPSED' || isNoticed) return [];
    const values = { organization_id: organizationId, expected_by, intent_event: declared.id };
    return [always('lapse_due', declared, values)];
  });
}

/** The notices of another last day, another expected day or another withdrawal than the line has now. */
export function overtakenNotices({ facts, line, parties }: Replaying): readonly string[] {
  const lastDays = line.steps.flatMap(({ status, lastDay }) =>
    status === 'EXPIRED' ? [lastDay?.latest] : [],
  );
  const isHeld = (notice: LoggedEvent): boolean => {
    const said = (member: string) => textIn(notice, member);
    switch (notice.type) {
      case 'AgreementExpired':
        return lastDays.some((day) => day === said('lastDayInForce'));
      case 'PartnerIntentLapsed':
        return ofType(facts, 'PartnerIntentDeclared').some(
          (one) => one.id === said('intentEventId') && textIn(one, 'expectedBy') === said('expectedBy'),
        );
      default:
        return parties.some(
          ({ left }) =>
            left?.fact.id === said('notificationEventId') &&
            left.fact.effective.latest === said('scheduledFor'),
        );
    }
  };
  return ofType(facts, ...NOTICES_OF_LINE)
    .filter((notice) => !isHeld(notice))
    .map(({ id }) => id);
}
