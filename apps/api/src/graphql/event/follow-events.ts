import { listEvents, type EventFilter, type ReadModel } from '@entente/read-model';
import { eventNodeOfRow, type EventNode } from './event-node.js';

const PAGE = 200;
/** So often what is projected is looked at even if nobody tells: the connection that listens may be gone for a while. */
const POLL_MS = 1_000;

/** A projected event as the subscription's root value. */
export interface Followed {
  readonly eventRecorded: EventNode;
}

/**
 * The events that pass a filter from now on, each once it is projected, in the order of the log and without a gap: what was
 * told is only that there is something to read.
 */
export function followEvents(
  readModel: ReadModel,
  filter: EventFilter,
  pollMs: number = POLL_MS,
): AsyncIterableIterator<Followed> {
  let ended = false;
  let wake: () => void = () => {};
  let dirty = true;
  const stop = readModel.onProjected(() => {
    dirty = true;
    wake();
  });

  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        dirty = true;
        resolve();
      }, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function* follow(from: bigint): AsyncGenerator<Followed, undefined, undefined> {
    let told = from;
    try {
      while (!ended) {
        if (!dirty) {
          await woken();
          continue;
        }
        dirty = false;
        const { position } = await readModel.projected();
        for (let more = position > told; more && !ended;) {
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
    } finally {
      stop();
    }
  }

  // Where it begins is fixed when it is asked for, not when the first event is waited for.
  const begun = readModel.projected().then(({ position }) => follow(position));
  begun.catch(() => stop());
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
