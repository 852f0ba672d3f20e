export { isImporting, whileImporting } from './import-hold.js';
export { openMailer, type Letter, type Mailer, type MailProblem } from './mail/mailer.js';
export type { MailCounts, MailRow, MailState, Outbox } from './mail/outbox.js';
export { openNotices, startNotifier, type Looked, type Notices, type Notifier } from './notifier.js';
export {
  USUAL_REMINDERS,
  type KeptSubscription,
  type Subscription,
  type Subscriptions,
} from './people/subscriptions.js';
export { UNSUBSCRIBE_URL } from './people/unsubscribe.js';
export { prepareNotices } from './schema.js';
