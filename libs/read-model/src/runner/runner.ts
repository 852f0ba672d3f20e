import { LEDGER_STREAMS } from '@entente/domain';
import { parsePosition } from '@entente/event-store';
import { BatchWriter, FencedError, type Incoming, type Progress } from './apply.js';
import { applyBatch, errorText, isPoison } from './apply-batch.js';
import { LogDiffersError, eventDiffers, logDiffers } from './followed-log.js';
import { lastEventOf, type LastEvent } from './last-event.js';
import { rebuild } from './rebuild.js';
import { liveVersion, type Version } from './versions.js';
import { inBatches } from './batches.js';
import { RUNNER_LOCK, STANDBY_MS, withLock, delay, untilAborted } from './locks.js';
import type { RunnerParts } from './parts.js';
import { keepSummaries } from './summaries.js';

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
const GIVEN_UP_MS = 2_000;
const BACKOFF_MS = [100, 500, 1_000, 5_000] as const;

/**
 * Starts a runner; of several, in any number of processes, one at a time runs and the others stand by.
 *
 * @param onState called with each new state
 */
export function startRunner(parts: RunnerParts, onState: (state: RunnerState) => void = () => {}): Runner {
  const stopping = new AbortController();
  let state: RunnerState = { kind: 'STARTING' };
  const is = (now: RunnerState): void => {
    const goesOn = now.kind === 'RUNNING' && state.kind === 'RUNNING';
    state = now;
    if (!goesOn) onState(now);
  };
  let failures = 0;

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await withLock(parts.pool, RUNNER_LOCK, stopping.signal, {
          waiting: () => is({ kind: 'STANDING_BY' }),
          held: async (lost) => {
            is({ kind: 'RUNNING' });
            await follow(parts, AbortSignal.any([stopping.signal, lost]), () => {
              failures = 0;
              is({ kind: 'RUNNING' });
            });
          },
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (error instanceof FencedError) continue;
        if (isPoison(error)) {
          is({ kind: 'POISONED', reason: errorText(error) });
          parts.log.error(`the read model stopped: ${errorText(error)}`);
          await untilAborted(stopping.signal);
          break;
        }
        is({ kind: 'RETRYING', reason: errorText(error) });
        parts.log.warn(`the read model waits and tries again: ${errorText(error)}`);
        const pause = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? STANDBY_MS;
        failures += 1;
        await delay(pause, stopping.signal);
      }
    }
    is({ kind: 'STOPPED' });
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
  const version = (await liveVersion(parts.pool)) ?? (await rebuildLost(parts));
  let last = await lastEventOf(parts.pool);
  const writer = new BatchWriter(version.version, true, parts.readModel.projections, (message) =>
    parts.log.warn(message),
  );
  let progress: Progress = version;
  const from = version.checkpoint === null ? null : parsePosition(version.checkpoint);
  const events = parts.store.subscribeAll(from, LEDGER_STREAMS, signal);
  const ended = new AbortController();
  const keeping = keepSummaries(
    parts,
    version.version,
    () => progress.position,
    AbortSignal.any([signal, ended.signal]),
  );
  try {
    for await (const batch of inBatches(events, parts.batchSize ?? BATCH, parts.events)) {
      // After the batch was read and before it is applied: what follows on another log must not come after what this one had.
      const problem = last && (await eventDiffers(parts.store, last));
      if (problem !== null) throw new LogDiffersError(problem);
      progress = await applyBatch(parts.pool, writer, version.version, batch, progress);
      last = lastOf(batch) ?? last;
      applied();
    }
  } finally {
    ended.abort();
    // The server is asked to give up a long statement; one that has frozen does not keep the runner.
    const waited = new AbortController();
    await Promise.race([keeping, delay(GIVEN_UP_MS, waited.signal)]);
    waited.abort();
  }
  if (!signal.aborted) throw new Error('the subscription ended');
}

function lastOf(batch: readonly Incoming[]): LastEvent | null {
  const stored = batch.at(-1)?.stored;
  return stored ? { ...stored, position: stored.position.commit } : null;
}

/** The row that names the live version is gone: what it named cannot be trusted to be whole. */
async function rebuildLost(parts: RunnerParts): Promise<Version> {
  const problem = await logDiffers(parts.pool, parts.store);
  if (problem !== null) throw new LogDiffersError(problem);
  parts.log.error('The row that says which version of the read model is live is lost; building a new one.');
  return rebuild(parts);
}
