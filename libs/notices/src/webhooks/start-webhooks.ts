import { startLooking, type Check, type Logger } from '@entente/platform';
import type { Poster } from './poster.js';
import type { Webhooks } from './webhooks.js';

/** Sends to webhooks from time to time. */
export interface Courier {
  check(): Promise<Check>;
  stop(): Promise<void>;
}

/** Starts to look for what webhooks are to get. A webhook that takes nothing is its owner's fault: it makes nothing red. */
export function startWebhooks(parts: {
  readonly webhooks: Webhooks;
  readonly poster: Poster;
  readonly log: Logger;
}): Courier {
  const { webhooks, poster, log } = parts;
  const looking = startLooking({
    lookOnce: () => webhooks.look(poster),
    onFailure: (error) => log.error('Webhooks could not be served; the next look tries again.', { error }),
  });
  return {
    async check() {
      const { waiting, dead } = await webhooks.deliveries.counts();
      if (looking.failure() === null) return { ok: true, waiting, dead };
      return { ok: false, reason: 'webhooks could not be served; the log says why', waiting, dead };
    },
    stop: () => looking.stop(),
  };
}
