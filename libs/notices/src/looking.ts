import type { Logger } from '@entente/platform';

/** Something that is looked for from time to time. */
export interface Looking<T> {
  /** Looks now; of those who ask at once one looks. Null where that failed. */
  look(): Promise<T | null>;
  /** Whether the last look failed. */
  hasFailed(): boolean;
  /** Looks no more; resolves when the look under way is over. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/** Looks now, and once a minute from here on. What fails is logged, and the next look tries again. */
export function startLooking<T>(what: string, lookOnce: () => Promise<T>, log: Logger): Looking<T> {
  let looking: Promise<T | null> | null = null;
  let stopped = false;
  let failed = false;
  const look = (): Promise<T | null> => {
    looking ??= lookOnce()
      .then(
        (looked) => {
          failed = false;
          return looked;
        },
        (error: unknown) => {
          if (!stopped) log.error(`${what} could not be sent; the next look tries again.`, { error });
          failed = true;
          return null;
        },
      )
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  void look();
  return {
    look,
    hasFailed: () => failed,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
