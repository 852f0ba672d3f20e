import type { EventStore, StoredEvent } from '@entente/event-store';
import { readStored } from './stored.js';

/** A store of streams with so many events, and what was read of it. */
function storeOf(lengths: Readonly<Record<string, number>>) {
  const reads: string[] = [];
  const readStream = async (stream: string, from: number, _direction: string, limit: number) => {
    reads.push(`${stream} ${from}+${limit}`);
    const length = lengths[stream];
    if (length === undefined) throw new Error(`${stream} was taken away`);
    return Array.from({ length }, (_, revision) => ({ stream, revision }) as unknown as StoredEvent).slice(
      from,
      from + limit,
    );
  };
  return { store: { readStream } as unknown as EventStore, reads };
}

describe('events as they are stored', () => {
  it('are read once for each stream, and apart where they lie far apart', async () => {
    const { store, reads } = storeOf({ a: 100, b: 3 });
    const places = [
      { stream: 'a', revision: 3 },
      { stream: 'b', revision: 2 },
      { stream: 'a', revision: 0 },
      { stream: 'a', revision: 80 },
      { stream: 'a', revision: 3 },
    ];
    expect(await readStored(store, places)).toEqual(places);
    expect(reads.toSorted()).toEqual(['a 0+4', 'a 80+1', 'b 2+1']);
  });

  it('are null where there is none, and an error where their stream cannot be read', async () => {
    const { store } = storeOf({ a: 1 });
    const places = ['a', 'gone', 'a'].map((stream, revision) => ({ stream, revision }));
    expect(await readStored(store, places)).toEqual([
      { stream: 'a', revision: 0 },
      new Error('gone was taken away'),
      null,
    ]);
  });
});
