import { EMPTY_ROOT, makeSignerKey, signNote, writeCheckpoint } from '@entente/proof';
import type { CheckpointBook } from './checkpoint-book.js';
import { rememberLatest } from './known-checkpoint.js';

const ORIGIN = 'example.org/log';
const key = makeSignerKey(ORIGIN);
const noteOf = (size: number): string =>
  signNote(writeCheckpoint({ origin: ORIGIN, size, root: EMPTY_ROOT }), [key]);
const NAME = (size: number): string => `${size} ${Buffer.from(EMPTY_ROOT).toString('base64')}`;

function place() {
  let now = 0;
  let latest: number | null = null;
  let reads = 0;
  let away = false;
  const book: CheckpointBook = {
    publish: async ({ size }) => void (latest = size),
    latest: async () => {
      reads += 1;
      if (away) throw new Error('the database is away');
      return latest === null
        ? null
        : { number: 1, size: latest, note: noteOf(latest), published: new Date(0) };
    },
    page: async () => [],
  };
  return {
    ...rememberLatest(book, () => now),
    signedElsewhere: (size: number) => void (latest = size),
    pass: (ms: number) => void (now += ms),
    goAway: () => void (away = true),
    reads: () => reads,
  };
}

describe('the latest checkpoint that a process knows', () => {
  it('is none before one was signed, and is known at once where this process signs it', async () => {
    const { known, publish, reads } = place();
    expect(await known()).toBeNull();
    await publish({ size: 3, note: noteOf(3) });
    expect(await known()).toBe(NAME(3));
    expect(reads()).toBe(1);
  });

  it('is learned of others ten seconds later, by one question for all who ask', async () => {
    const { known, signedElsewhere, pass, reads } = place();
    await known();
    signedElsewhere(5);
    pass(9_999);
    expect(await known()).toBeNull();
    pass(1);
    expect(await Promise.all([known(), known()])).toEqual([NAME(5), NAME(5)]);
    expect(reads()).toBe(2);
  });

  it('stays what it was while the book cannot be read, and never goes back', async () => {
    const { known, publish, signedElsewhere, pass, goAway } = place();
    await publish({ size: 8, note: noteOf(8) });
    signedElsewhere(7);
    pass(10_000);
    expect(await known()).toBe(NAME(8));
    goAway();
    pass(10_000);
    expect(await known()).toBe(NAME(8));
  });
});
