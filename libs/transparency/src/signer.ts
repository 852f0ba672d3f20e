import { isOutage } from '@entente/event-store';
import { StartupProblem, type Check, type Logger } from '@entente/platform';
import { NotAnExtensionError, signOnce, type Signed, type SigningParts } from './signing.js';
import type { Stamping } from './stamping.js';
import type { Witnessing } from './witnessing.js';

/** Signs checkpoints of the log for as long as it runs. */
export interface Signer {
  /** Signs now; resolves with the checkpoint of everything that was recorded before. @throws what keeps it from signing */
  sign(): Promise<Signed | null>;
  check(): Promise<Check>;
  stop(): Promise<void>;
}

/** How often a log that has grown is signed. */
const EVERY_MS = 60_000;
/** How soon it is tried again where a server or a disk was away: health is red until then. */
const AGAIN_MS = 5_000;

/** Holds a lock that one process at a time has, until the signal aborts; `held` runs while it is held. */
export type WithLock = (
  signal: AbortSignal,
  on: { readonly waiting: () => void; readonly held: (lost: AbortSignal) => Promise<void> },
) => Promise<void>;

type State =
  | { readonly kind: 'STANDING_BY' | 'SIGNING' }
  /** Nothing is signed, and will not be until somebody mends it. */
  | { readonly kind: 'REFUSING' | 'FAILING'; readonly reason: string };

/** Starts a signer; of several, in any number of processes, one signs and the others stand by. */
export function startSigner(
  parts: SigningParts & {
    readonly withLock: WithLock;
    readonly log: Logger;
    readonly keyNote: string;
    /** Null where the log has no witnesses. */
    readonly witnessing: Witnessing | null;
    /** Null where checkpoints get no time stamps. */
    readonly stamping: Stamping | null;
  },
): Signer {
  const { log, witnessing, stamping } = parts;
  const stopping = new AbortController();
  let state: State = { kind: 'STANDING_BY' };
  let last: Signed | null = null;
  let signing: Promise<Signed | null> | null = null;
  /** Witnesses and authorities answer in their own time: nothing is signed later for that. */
  let asking: Promise<unknown> | undefined;
  /** Aborted when the lock is lost or the signer stops; null while it does not hold the lock. */
  let holding: AbortSignal | null = null;

  const once = async (signal: AbortSignal): Promise<Signed | null> => {
    try {
      last = (await signOnce(parts, signal)) ?? last;
      state = { kind: 'SIGNING' };
      asking = Promise.all([witnessing?.ask(signal), stamping?.stamp(signal)]);
      return last;
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      const kind = error instanceof NotAnExtensionError ? 'REFUSING' : 'FAILING';
      // Logged once, not each minute: a server that is away comes back.
      if (state.kind !== kind) log.error(`No checkpoint is signed: ${reason}`, { passing: isOutage(error) });
      state = { kind, reason };
      throw error;
    }
  };

  const sign = async (): Promise<Signed | null> => {
    if (!holding) throw new Error('another process signs the checkpoints of this log');
    // One under way may have read the log before what its caller recorded.
    if (signing) await signing.catch(() => undefined);
    signing ??= once(holding).finally(() => {
      signing = null;
    });
    return signing;
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await parts.withLock(stopping.signal, {
          waiting: () => (state = { kind: 'STANDING_BY' }),
          held: async (lost) => {
            const ends = AbortSignal.any([stopping.signal, lost]);
            holding = ends;
            while (!ends.aborted) {
              await sign().catch(() => undefined);
              await pause(state.kind === 'FAILING' ? AGAIN_MS : EVERY_MS, ends);
            }
          },
        });
      } catch (error) {
        if (stopping.signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof StartupProblem && state.kind !== 'FAILING') log.error(reason);
        state = { kind: 'FAILING', reason };
        await pause(1_000, stopping.signal);
      } finally {
        holding = null;
        await signing?.catch(() => undefined);
        await asking;
      }
    }
  };
  const done = loop();

  return {
    sign,
    async check() {
      const size = last?.size ?? null;
      if (state.kind === 'REFUSING' || state.kind === 'FAILING')
        return { ok: false, signing: state.kind, size, reason: state.reason };
      const { conflict, ...witnessed } = witnessing?.state() ?? { conflict: false };
      const overdue = [witnessing?.overdue(), stamping?.overdue()].filter((one) => typeof one === 'string');
      const degraded = overdue.length > 0 && { degraded: true, reason: overdue.join('; ') };
      return { ok: !conflict, signing: state.kind, size, key: parts.keyNote, ...witnessed, ...degraded };
    },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
