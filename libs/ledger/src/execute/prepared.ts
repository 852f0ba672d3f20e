import type { Requested } from './attempt.js';
import type { Rehearsal } from './rehearse.js';

/** The ledger is asked about as many things at once. */
const AT_ONCE = 32;

/**
 * Gives things in their order, each once the ledger has answered what rehearsing its commands asks: it is asked about many at
 * once, and about the next ones while these are judged.
 */
export async function* prepared<T>(
  items: AsyncIterable<T> | Iterable<T>,
  commandsOf: (item: T) => readonly Requested[],
  { prepare }: Pick<Rehearsal, 'prepare'>,
): AsyncGenerator<T, void> {
  const chunks = inChunks(items);
  const take = async () => {
    const { value: chunk } = await chunks.next();
    return chunk && { chunk, letGo: await prepare(chunk.flatMap(commandsOf)) };
  };
  let coming = take();
  try {
    for (let taken = await coming; taken; taken = await coming) {
      coming = take();
      // Whoever takes it next meets what failed.
      coming.catch(() => {});
      yield* taken.chunk;
      taken.letGo();
    }
  } finally {
    await coming.catch(() => {});
    await chunks.return(undefined);
  }
}

async function* inChunks<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<readonly T[], undefined> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
