/** Something that is looked for from time to time. */
export interface Looking<T> {
  /** Looks now; of those who ask at once one looks. Null where that failed. */
  look(): Promise<T | null>;
  /** Why the last look failed; null where it did not. */
  failure(): string | null;
  /** Looks no more; resolves when the look under way is over. */
  stop(): Promise<void>;
}

/** What is looked for, and who hears that a look failed. */
export interface LookingParts<T> {
  /** One look; `isStopping` says whether to end it early. */
  readonly lookOnce: (isStopping: () => boolean) => Promise<T>;
  readonly onFailure: (error: unknown, reason: string) => void;
}

const EVERY_MS = 60_000;

/** Looks now, and once a minute from here on. After a look that failed the next one tries again. */
export function startLooking<T>({ lookOnce, onFailure }: LookingParts<T>): Looking<T> {
  let looking: Promise<T | null> | null = null;
  let stopped = false;
  let failure: string | null = null;
  const isStopping = (): boolean => stopped;
  const lookOrFail = async (): Promise<T | null> => {
    try {
      const looked = await lookOnce(isStopping);
      failure = null;
      return looked;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      if (!stopped) onFailure(error, failure);
      return null;
    }
  };
  const look = (): Promise<T | null> => {
    looking ??= lookOrFail().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return {
    look,
    failure: () => failure,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
