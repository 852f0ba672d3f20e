/** Runs work on a stream when whatever came before it on that stream has ended. */
export type InTurn = <T>(stream: string, work: () => Promise<T>) => Promise<T>;

/** How long a turn is waited for: behind one that takes longer, a conflict is the better answer. */
const PATIENCE_MS = 2_000;

/**
 * Turns on streams, within one process. Two commands at once on one stream would decide on the same past, and one of them for
 * nothing; a few more, and somebody meets a conflict. Other processes take no part: for them there is the expected
 * revision.
 */
export function createTurns(patienceMs = PATIENCE_MS): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (stream, work) => {
    const before = last.get(stream);
    const mine = Promise.withResolvers<void>();
    last.set(stream, mine.promise);
    try {
      if (before) await ended(before, patienceMs);
      return await work();
    } finally {
      mine.resolve();
      if (last.get(stream) === mine.promise) last.delete(stream);
    }
  };
}

async function ended(before: Promise<void>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([before, late]);
  clearTimeout(timer);
}
