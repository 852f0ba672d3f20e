import { startLooking, type Check, type Clock, type Logger } from '@entente/platform';
import type { Mailer } from './mail/mailer.js';
import type { MailCounts } from './mail/outbox.js';
import type { Notices } from './notifier.js';

/** Sends mail from time to time. */
export interface Notifier {
  check(): Promise<Check>;
  stop(): Promise<void>;
}

/** Mail that has waited longer is late. */
const LATE_MS = 3_600_000;

/** Starts to look for mail that is due. */
export function startNotifier(parts: {
  readonly notices: Notices;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Logger;
}): Notifier {
  const { notices, mailer, clock, log } = parts;
  const looking = startLooking({
    lookOnce: () => notices.look(mailer),
    onFailure: (error) => log.error('Notices could not be sent; the next look tries again.', { error }),
  });
  return {
    async check() {
      return checkOf(await notices.outbox.counts(), clock.now(), looking.failure() !== null);
    },
    async stop() {
      await looking.stop();
      mailer.close();
    },
  };
}

function checkOf({ waiting, failed, waitingSince }: MailCounts, now: Date, broken: boolean): Check {
  const late = waitingSince !== null && now.getTime() - waitingSince.getTime() > LATE_MS;
  if (broken) return { ok: false, reason: 'notices could not be sent; the log says why', waiting, failed };
  return late
    ? { ok: false, reason: 'mail has waited for more than an hour', waiting, failed }
    : { ok: true, waiting, failed };
}
