import type { ReadModel } from '@entente/read-model';

/** So often what is projected is looked at even if nobody tells: the connection that listens may be gone for a while. */
const POLL_MS = 1_000;

/**
 * The events projected from now on. A notification only says that there are new ones; they are then read.
 *
 * @param between what is to be said when the log has come from one position to another
 */
export function followLog<T>(
  readModel: Pick<ReadModel, 'onProjected' | 'projected'>,
  between: (from: bigint, to: bigint) => AsyncIterable<T>,
  pollMs: number = POLL_MS,
): AsyncIterableIterator<T> {
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

  async function* follow(from: bigint): AsyncGenerator<T, undefined, undefined> {
    let reached = from;
    try {
      while (!ended) {
        if (!dirty) {
          await woken();
          continue;
        }
        dirty = false;
        const { position } = await readModel.projected();
        if (position <= reached) continue;
        for await (const one of between(reached, position)) {
          if (ended) return undefined;
          yield one;
        }
        reached = position;
      }
      return undefined;
    } finally {
      stop();
    }
  }

  // Where it begins is fixed when it is asked for, not when the first is waited for.
  const begun = readModel.projected().then(({ position }) => follow(position));
  begun.catch(() => stop());
  const iterator: AsyncIterableIterator<T> = {
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
