import { listEvents, type EventFilter, type ReadModel } from '@entente/read-model';
import { eventNodeOfRow, type EventNode } from '../shared/nodes.js';

const PAGE = 200;

/** A projected event as the subscription's root value. */
export interface Followed {
  readonly eventRecorded: EventNode;
}

/**
 * The events that pass a filter from now on, each once it is projected, in the order of the log and without a gap: what was
 * told is only that there is something to read.
 */
export function followEvents(readModel: ReadModel, filter: EventFilter): AsyncIterableIterator<Followed> {
  let ended = false;
  let wake: () => void = () => {};
  let dirty = true;
  const stop = readModel.onProjected(() => {
    dirty = true;
    wake();
  });

  async function* follow(from: bigint): AsyncGenerator<Followed, undefined, undefined> {
    let told = from;
    while (!ended) {
      if (!dirty) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      dirty = false;
      const { position } = await readModel.projected();
      for (let more = true; more && !ended;) {
        const page = await readModel.ask((db) =>
          listEvents(db, { filter, position, page: { first: PAGE, after: [told.toString()] } }),
        );
        for (const { node } of page.rows) {
          const event = eventNodeOfRow(node);
          if (ended) return undefined;
          yield { eventRecorded: event };
          told = event.commit;
        }
        more = page.hasNextPage;
      }
      if (position > told) told = position;
    }
    return undefined;
  }

  // Where it begins is fixed when it is asked for, not when the first event is waited for.
  const begun = readModel.projected().then(({ position }) => follow(position));
  begun.catch(() => {});
  const iterator: AsyncIterableIterator<Followed> = {
    next: async () => (await begun).next(),
    // A generator that waits cannot be ended from outside: it is woken first.
    return: async () => {
      ended = true;
      stop();
      wake();
      return (await begun).return(undefined);
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
