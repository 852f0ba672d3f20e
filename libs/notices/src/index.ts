export { createImportHolds, type ImportHolds } from './import-hold.js';
export { openMailer, type Letter, type Mailer, type MailProblem } from './mail/mailer.js';
export type { MailCounts, MailRow, MailState, Outbox } from './mail/outbox.js';
export { openNotices, type Looked, type Notices } from './notifier.js';
export { startNotifier, type Notifier } from './start-notifier.js';
export { isPublicAddress } from './webhooks/public-address.js';
export { openPoster, type Post, type Poster, type PostProblem } from './webhooks/poster.js';
export { startWebhooks, type Courier } from './webhooks/start-webhooks.js';
export { openWebhooks, type MadeWebhook, type Webhook, type Webhooks } from './webhooks/webhooks.js';
export type { DeadLetter, Deliveries } from './webhooks/deliveries.js';
export {
  USUAL_REMINDERS,
  type KeptSubscription,
  type Subscription,
  type Subscriptions,
} from './people/subscriptions.js';
export { UNSUBSCRIBE_URL } from './people/unsubscribe.js';
export { prepareNotices } from './schema.js';
