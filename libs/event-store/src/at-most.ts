/** Runs at most `most` pieces of work at once; the others wait their turn, in order. */
export function atMost(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed over, not freed, so that no other call slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
