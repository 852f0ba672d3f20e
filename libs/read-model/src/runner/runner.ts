import { LEDGER_STREAMS } from '@entente/domain';
import { parsePosition } from '@entente/event-store';
import { BatchWriter, FencedError, type Progress } from './apply.js';
import { applyBatch, errorText, isPoison } from './apply-batch.js';
import { liveVersion } from './versions.js';
import { inBatches } from './batches.js';
import { RUNNER_LOCK, STANDBY_MS, withLock, delay, untilAborted } from './locks.js';
import type { RunnerParts } from './parts.js';

/** What a runner is doing. */
export type RunnerState =
  | { readonly kind: 'STARTING' }
  /** Another process holds the lock. */
  | { readonly kind: 'STANDING_BY' }
  | { readonly kind: 'RUNNING' }
  /** Something outside failed; it tries again by itself. */
  | { readonly kind: 'RETRYING'; readonly reason: string }
  /** An event cannot be applied. It is never skipped; nothing goes on until it is mended. */
  | { readonly kind: 'POISONED'; readonly reason: string }
  | { readonly kind: 'STOPPED' };

/** Keeps the live version up with the log. */
export interface Runner {
  state(): RunnerState;
  stop(): Promise<void>;
}

const BATCH = 500;
const BACKOFF_MS = [100, 500, 1_000, 5_000] as const;

/** Starts a runner; of several, in any number of processes, one at a time runs and the others stand by. */
export function startRunner(parts: RunnerParts): Runner {
  const stopping = new AbortController();
  let state: RunnerState = { kind: 'STARTING' };
  let failures = 0;

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await withLock(parts.pool, RUNNER_LOCK, stopping.signal, {
          waiting: () => (state = { kind: 'STANDING_BY' }),
          held: async (lost) => {
            state = { kind: 'RUNNING' };
            await follow(parts, AbortSignal.any([stopping.signal, lost]), () => {
              failures = 0;
              state = { kind: 'RUNNING' };
            });
          },
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (error instanceof FencedError) continue;
        if (isPoison(error)) {
          state = { kind: 'POISONED', reason: errorText(error) };
          parts.log.error(`the read model stopped: ${errorText(error)}`);
          await untilAborted(stopping.signal);
          break;
        }
        state = { kind: 'RETRYING', reason: errorText(error) };
        parts.log.warn(`the read model waits and tries again: ${errorText(error)}`);
        const pause = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? STANDBY_MS;
        failures += 1;
        await delay(pause, stopping.signal);
      }
    }
    state = { kind: 'STOPPED' };
  };
  const done = loop();
  return {
    state: () => state,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Follows the log until the signal aborts. Any end of the subscription is a failure. */
async function follow(parts: RunnerParts, signal: AbortSignal, applied: () => void): Promise<void> {
  const version = await liveVersion(parts.pool);
  if (!version) throw new Error('the read model has no live version');
  const writer = new BatchWriter(version.version, true, parts.readModel.projections, (message) =>
    parts.log.warn(message),
  );
  let progress: Progress = version;
  const from = version.checkpoint === null ? null : parsePosition(version.checkpoint);
  const events = parts.store.subscribeAll(from, LEDGER_STREAMS, signal);
  for await (const batch of inBatches(events, parts.batchSize ?? BATCH, parts.events)) {
    progress = await applyBatch(parts, writer, version.version, batch, progress);
    applied();
  }
  if (!signal.aborted) throw new Error('the subscription ended');
}
