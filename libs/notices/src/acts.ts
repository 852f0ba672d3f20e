import { readStream, type Day } from '@entente/domain';
import type { StoredEvent } from '@entente/event-store';
import type { ReadModel } from '@entente/read-model';
import type { Act, KeyedItem } from './items.js';
import { noteItems } from './note-items.js';
import { concernedIn, isConcerned } from './people/concerned.js';
import type { Subscription } from './people/subscriptions.js';
import { readLog, type LogParts } from './read-log.js';

/** Streams whose events people hear of. */
const STREAMS = { streamPrefixes: ['agreement-'] };

/**
 * Notes for each person what was recorded of the agreements that concern them since this was last done. What was recorded before
 * the first time is no news.
 * @returns how many events were read
 */
export function noteActs(
  parts: LogParts & {
    readonly readModel: Pick<ReadModel, 'ask'>;
    readonly subscriptions: readonly Subscription[];
    readonly today: Day;
    readonly now: Date;
  },
): Promise<number> {
  const { readModel, today, now } = parts;
  const subscriptions = parts.subscriptions.filter(({ acts }) => acts);
  return readLog(parts, 'acts', STREAMS, async (client, events, position) => {
    const acts = events.map(actOf);
    const agreementIds = acts.map(({ item }) => item.agreementId);
    const concerned = await concernedIn(readModel, agreementIds, { validOn: today, position });
    for (const subscription of subscriptions) {
      const own = acts.filter(({ item }) => isConcerned(subscription, item.agreementId, concerned));
      await noteItems(client, subscription.personId, own, now);
    }
  });
}

function actOf({ id, type, stream }: StoredEvent): KeyedItem & { readonly item: Act } {
  const agreementId = readStream(stream)?.id ?? stream;
  return { key: `act:${id}`, item: { of: 'ACT', eventId: id, type, agreementId } };
}
