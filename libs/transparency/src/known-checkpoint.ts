import { checkpointIn, writeCheckpointName } from '@entente/proof';
import type { CheckpointBook } from './checkpoint-book.js';

/** A book that remembers its latest checkpoint, for whoever needs it often. */
export interface RememberingBook extends CheckpointBook {
  /**
   * The latest checkpoint that this process knows, as events name it; null where none was signed. What is published by this
   * process is known at once, what is published by others within ten seconds.
   */
  known(): Promise<string | null>;
}

/** How long what was read stands, in milliseconds: a checkpoint is signed each minute. */
const KEPT_MS = 10_000;

/** Remembers the latest checkpoint of a book. While the book cannot be read, the one of before stands. */
export function rememberLatest(
  book: CheckpointBook,
  elapsed: () => number = () => performance.now(),
): RememberingBook {
  let known: string | null = null;
  let size = 0;
  let askedAt: number | null = null;
  let asking: Promise<void> | null = null;

  const learn = (note: string): void => {
    const checkpoint = checkpointIn(note);
    if (checkpoint === null || checkpoint.size < size) return;
    known = writeCheckpointName(checkpoint);
    ({ size } = checkpoint);
  };
  const ask = async (): Promise<void> => {
    const latest = await book.latest().catch(() => null);
    if (latest) learn(latest.note);
  };

  return {
    ...book,
    async publish(checkpoint) {
      await book.publish(checkpoint);
      learn(checkpoint.note);
    },
    async known() {
      const now = elapsed();
      if (askedAt === null || now - askedAt >= KEPT_MS) {
        askedAt = now;
        asking = ask().finally(() => {
          asking = null;
        });
      }
      await asking;
      return known;
    },
  };
}
