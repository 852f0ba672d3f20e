import { readStream, type Day } from '@entente/domain';
import type { EventStore, StoredEvent } from '@entente/event-store';
import { inTransaction, type ReadModel } from '@entente/read-model';
import type { Pool } from 'pg';
import { concernedIn, isConcerned } from './people/concerned.js';
import type { KeyedItem } from './items.js';
import type { Subscription } from './people/subscriptions.js';
import { noteItems } from './note-items.js';
import { moveReader, takeReader } from './readers.js';

/** Streams whose events people hear of. */
const STREAMS = { streamPrefixes: ['agreement-'] };
const PAGE = 500;

/**
 * Notes for each person what was recorded of the agreements that concern them since this was last done, as far as the read
 * model has read. What was recorded before the first time is no news. Items and checkpoint are committed together.
 * @returns how many events were read
 */
export async function noteActs(parts: {
  readonly pool: Pool;
  readonly store: Pick<EventStore, 'readAll' | 'head'>;
  readonly readModel: Pick<ReadModel, 'ask' | 'projected'>;
  readonly subscriptions: readonly Subscription[];
  readonly today: Day;
  readonly now: Date;
}): Promise<number> {
  const { pool, store, readModel, now } = parts;
  const subscriptions = parts.subscriptions.filter(({ acts }) => acts);
  let read = 0;
  for (;;) {
    const events = await inTransaction(pool, async (client): Promise<readonly StoredEvent[]> => {
      const reader = await takeReader(client, 'acts', () => store.head({}));
      if (reader === null) return [];
      const { position } = await readModel.projected();
      const page = await store.readAll(reader.position, STREAMS, PAGE);
      const known = page.filter((event) => event.position.commit <= position);
      const last = known.at(-1);
      if (!last) return [];
      const about = known.map(actOf);
      const concerned = await concernedIn(
        readModel,
        about.map(({ item }) => item.agreementId),
        { validOn: parts.today, position },
      );
      for (const subscription of subscriptions) {
        const own = about.filter(({ item }) => isConcerned(subscription, item.agreementId, concerned));
        await noteItems(client, subscription.personId, own, now);
      }
      await moveReader(client, 'acts', last.position);
      return known;
    });
    read += events.length;
    if (events.length < PAGE) return read;
  }
}

function actOf({
  id,
  type,
  stream,
}: StoredEvent): KeyedItem & { readonly item: { readonly agreementId: string } } {
  const agreementId = readStream(stream)?.id ?? stream;
  return { key: `act:${id}`, item: { of: 'ACT', eventId: id, type, agreementId } };
}
