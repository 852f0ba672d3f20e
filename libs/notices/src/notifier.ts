import { dayInZone, type Day } from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import { ownCommandId, type Ledger, type Vault } from '@entente/ledger';
import type { Clock, Logger, NoticeConfiguration } from '@entente/platform';
import type { ReadModel } from '@entente/read-model';
import type { Pool } from 'pg';
import { noteActs } from './acts.js';
import type { ImportHolds } from './import-hold.js';
import { writeDigest } from './mail/digest.js';
import { titlesOf } from './mail/looked-up.js';
import type { Letter, Mailer } from './mail/mailer.js';
import { openOutbox, type Outbox, type Tried, type WaitingMail } from './mail/outbox.js';
import { openSubscriptions, type KeptSubscription, type Subscriptions } from './people/subscriptions.js';
import { UNSUBSCRIBE_URL, unsubscribeKeys, type UnsubscribeKeys } from './people/unsubscribe.js';
import { comingDays, remindersFor } from './reminders.js';

/** What notices are made of. */
export interface NoticesParts {
  readonly pool: Pool;
  readonly store: Pick<EventStore, 'readAll' | 'head'>;
  readonly readModel: Pick<ReadModel, 'ask' | 'projected'>;
  readonly ledger: Pick<Ledger, 'identity' | 'execute' | 'isLoading'>;
  readonly vault: Pick<Vault, 'contacts'>;
  /** What the keys in mails are signed with. */
  readonly secret: Buffer;
  readonly settings: NoticeConfiguration;
  readonly holds: Pick<ImportHolds, 'isHeld'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What one look came to. */
export interface Looked {
  readonly made: number;
  readonly sent: number;
}

/** The notices of a ledger. */
export interface Notices {
  readonly subscriptions: Subscriptions;
  readonly outbox: Outbox;
  readonly keys: UnsubscribeKeys;
  /** Does what is due: notes what was recorded, makes the mails of the day, sends those that wait. */
  look(mailer: Mailer): Promise<Looked>;
  /** The mails that would be made now, each as it would be sent; nothing is kept. Those of persons without an address are absent. */
  preview(): Promise<readonly Letter[]>;
}

const NOTHING: Looked = { made: 0, sent: 0 };
const CALLER = { actor: 'system:notices' };

/** Opens the notices of a ledger. Any number of processes may look at once: each mail is made and sent by one of them. */
export function openNotices(parts: NoticesParts): Notices {
  const { pool, store, readModel, ledger, vault, settings, clock } = parts;
  const { ledgerId, timeZone, name } = ledger.identity;
  const subscriptions = openSubscriptions(pool);
  const outbox = openOutbox(pool, ledgerId);
  const keys = unsubscribeKeys(parts.secret, ledgerId);
  const publicUrl = settings.publicUrl ?? 'http://localhost';
  const sender = new URL(publicUrl).hostname;

  const letterOf = async (
    mail: WaitingMail,
    { language }: KeptSubscription,
    to: string,
    today: Day,
  ): Promise<Letter> => {
    const stopUrl = `${publicUrl}${UNSUBSCRIBE_URL}?key=${keys.keyOf(mail.personId)}`;
    const digest = writeDigest({
      items: mail.items,
      titles: await titlesOf(readModel, mail.items, { language, today }),
      language,
      today,
      ledger: name ?? 'Entente',
      publicUrl,
      stopUrl,
    });
    return { ...digest, personId: mail.personId, to, stopUrl, messageId: `<${mail.mailId}@${sender}>` };
  };

  const send = async (mail: WaitingMail, mailer: Mailer, today: Day): Promise<Tried> => {
    const subscription = await subscriptions.find(mail.personId);
    const addresses = await vault.contacts.addresses([mail.personId]);
    const to = addresses.get(mail.personId);
    if (!subscription || subscription.stopped !== null || to === undefined) return { state: 'STOPPED' };
    const problem = await mailer.send(await letterOf(mail, subscription, to, today));
    return problem === null ? { state: 'SENT' } : { state: 'TROUBLE', ...problem };
  };

  const recordSent = async (): Promise<void> => {
    for (const { mailId, personId, day, reminders, acts } of await outbox.unrecorded()) {
      const outcome = await ledger.execute(
        { name: 'issueNotification', input: { personId, mail: mailId, day, reminders, acts } },
        { commandId: ownCommandId(ledgerId, `notice:${mailId}`), caller: CALLER },
      );
      if (!outcome.refused || outcome.code === 'ALREADY_ERASED') await outbox.recorded(mailId);
      else parts.log.warn('A notice that was sent stands in no event yet.', { mailId, code: outcome.code });
    }
  };

  const active = async (): Promise<readonly KeptSubscription[]> =>
    (await subscriptions.list()).filter(({ stopped }) => stopped === null);

  const makeOfDay = async (today: Day, people: readonly KeptSubscription[]): Promise<number> => {
    if (hourInZone(clock.now(), timeZone) < settings.hour) return 0;
    const unmade = await outbox.unmade(
      people.map(({ personId }) => personId),
      today,
    );
    if (unmade.length === 0) return 0;
    const coming = await comingDays(readModel, today, settings.reminderDays);
    let made = 0;
    for (const subscription of people.filter(({ personId }) => unmade.includes(personId))) {
      const mail = {
        personId: subscription.personId,
        day: today,
        items: remindersFor(subscription, coming),
        now: clock.now(),
      };
      if (await outbox.make(mail)) made += 1;
    }
    return made;
  };

  return {
    subscriptions,
    outbox,
    keys,
    async look(mailer) {
      if ((await ledger.isLoading()) || (await parts.holds.isHeld())) return NOTHING;
      const now = clock.now();
      const today = dayInZone(now, timeZone);
      const people = await active();
      await noteActs({ pool, store, readModel, subscriptions: people, today, now });
      const made = await makeOfDay(today, people);
      let sent = 0;
      for (;;) {
        const tried = await outbox.sendNext(now, (mail) => send(mail, mailer, today));
        if (tried?.state === 'SENT') sent += 1;
        // A server that cannot be reached is not asked for each mail.
        if (tried === null || (tried.state === 'TROUBLE' && tried.passing)) break;
      }
      await recordSent();
      return { made, sent };
    },
    async preview() {
      const today = dayInZone(clock.now(), timeZone);
      const people = await active();
      const addresses = await vault.contacts.addresses(people.map(({ personId }) => personId));
      const coming = await comingDays(readModel, today, settings.reminderDays);
      const letters: Letter[] = [];
      for (const subscription of people) {
        const { personId } = subscription;
        const to = addresses.get(personId);
        const items = await outbox.openItems(personId, remindersFor(subscription, coming));
        if (to === undefined || items.length === 0) continue;
        letters.push(await letterOf({ mailId: 'preview', personId, items }, subscription, to, today));
      }
      return letters;
    },
  };
}

function hourInZone(instant: Date, timeZone: string): number {
  return Number(
    new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(instant),
  );
}
