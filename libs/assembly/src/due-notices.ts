import type { Command, Day } from '@entente/domain';
import { STILL_KNOWN, type Db } from '@entente/read-model';

/** How many due notices are read at once. */
export const AT_ONCE = 200;

/** Notices of one kind: a page of those that are due, after the last one read, and the command that records each. */
export interface Due<R> {
  readonly page: (db: Db, after: R | undefined) => Promise<readonly R[]>;
  readonly notice: (row: R) => {
    readonly command: Command;
    /** What the notice is about: its commandId is made of it. */
    readonly name: string;
    /** The event that made it due. */
    readonly causation: string;
  };
}

const STANDING = STILL_KNOWN.toString();
const NO_EVENT = '00000000-0000-0000-0000-000000000000';
const NO_DAY: Day = '0001-01-01';

interface Expiry {
  readonly agreement_id: string;
  readonly last_day: Day;
  readonly term_event: string;
}

/** The expiries of terms whose last day is before a day. */
export function expiriesBefore(today: Day): Due<Expiry> {
  return {
    page: (db, after = { agreement_id: '', last_day: NO_DAY, term_event: NO_EVENT }) =>
      db
        .selectFrom('expiry_due')
        .select(['agreement_id', 'last_day', 'term_event'])
        .where('known_to', '=', STANDING)
        .where('last_day', '<', today)
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('agreement_id', 'last_day'), '>', tuple(after.agreement_id, after.last_day)),
        )
        .orderBy('agreement_id')
        .orderBy('last_day')
        .limit(AT_ONCE)
        .execute(),
    notice: ({ agreement_id: agreementId, last_day: lastDay, term_event }) => ({
      command: { name: 'expireAgreement', input: { agreementId, lastDay } },
      name: `expire:${agreementId}:${lastDay}`,
      causation: term_event,
    }),
  };
}

interface Lapse {
  readonly agreement_id: string;
  readonly organization_id: string;
  readonly expected_by: Day;
  readonly intent_event: string;
}

/** The lapses of intents whose expected day is before a day. */
export function lapsesBefore(today: Day): Due<Lapse> {
  return {
    page: (db, after) =>
      db
        .selectFrom('lapse_due')
        .select(['agreement_id', 'organization_id', 'expected_by', 'intent_event'])
        .where('known_to', '=', STANDING)
        .where('expected_by', '<', today)
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('expected_by', 'intent_event'),
            '>',
            tuple(after?.expected_by ?? NO_DAY, after?.intent_event ?? NO_EVENT),
          ),
        )
        .orderBy('expected_by')
        .orderBy('intent_event')
        .limit(AT_ONCE)
        .execute(),
    notice: ({ agreement_id, organization_id, expected_by, intent_event }) => ({
      command: {
        name: 'lapseIntent',
        input: {
          agreementId: agreement_id,
          organizationId: organization_id,
          intentEventId: intent_event,
          expectedBy: expected_by,
        },
      },
      name: `lapse:${intent_event}:${expected_by}`,
      causation: intent_event,
    }),
  };
}

interface Withdrawal {
  readonly agreement_id: string;
  readonly organization_id: string;
  readonly effective_by: Day;
  readonly notification_event: string;
}

/** The withdrawals that have taken effect for certain by a day. */
export function withdrawalsUntil(today: Day): Due<Withdrawal> {
  return {
    page: (db, after) =>
      db
        .selectFrom('withdrawal_due')
        .select(['agreement_id', 'organization_id', 'effective_by', 'notification_event'])
        .where('known_to', '=', STANDING)
        .where('effective_by', '<=', today)
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple('effective_by', 'notification_event'),
            '>',
            tuple(after?.effective_by ?? NO_DAY, after?.notification_event ?? NO_EVENT),
          ),
        )
        .orderBy('effective_by')
        .orderBy('notification_event')
        .limit(AT_ONCE)
        .execute(),
    notice: ({ agreement_id, organization_id, effective_by, notification_event }) => ({
      command: {
        name: 'completeWithdrawal',
        input: {
          agreementId: agreement_id,
          organizationId: organization_id,
          notificationEventId: notification_event,
          day: effective_by,
        },
      },
      name: `withdraw:${notification_event}:${effective_by}`,
      causation: notification_event,
    }),
  };
}
