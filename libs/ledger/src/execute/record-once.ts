import {
  adviceOf,
  decide,
  LEDGER_STREAMS,
  readStream,
  refuse,
  type Advice,
  type DomainEvent,
  type Refusal,
} from '@entente/domain';
import { EventStoreError, type EventStore, type Position } from '@entente/event-store';
import type { CommandIndex } from '../claims/claims.js';
import { pastEventsOf, type RecordedEvent } from '../envelope/envelope.js';
import type { EventReader } from '../read/event-reader.js';
import type { StreamReader } from '../read/stream-reader.js';
import { recordedBy, type Attempt } from './attempt.js';
import type { Holds } from './holds.js';
import type { Outcome, Recorded } from './outcome.js';
import type { LookAcross } from './look-across.js';
import { asUnavailable } from './outage.js';
import type { Seal, SealedEvents } from './sealer.js';

/** Decisions on a conflict of revisions, before the caller is answered with it. */
const TRIES = 3;
/** Sealings that came too late to the store; they are no conflict and do not count as tries. */
const RESEALINGS = 20;

/** What has been tried so far with one command. */
interface Tries {
  /** To be judged on what is remembered of the stream; it is read where that does not end in an append. */
  readonly onMemory: boolean;
  readonly conflicts: number;
  readonly resealings: number;
  readonly appends: number;
  /** An append of this attempt was written, and not found to be there already. */
  readonly written: boolean;
}

const NOTHING_TRIED: Tries = { onMemory: true, conflicts: 0, resealings: 0, appends: 0, written: false };

/** To be decided again, on what the stream holds then. */
interface Retry {
  readonly retry: Tries;
}

/** What one try came to: an answer, or another try. */
type Tried = Recorded | Refusal | Retry;

export interface RecordOnceParts {
  readonly store: EventStore;
  readonly events: EventReader;
  readonly reader: StreamReader;
  readonly commandIndex: CommandIndex;
  readonly lookAcross: LookAcross;
  readonly seal: Seal;
}

/** Records a command once: tries, and tries again where another writer came first or nobody knows what was written. */
export type RecordOnce = (attempt: Attempt, holds: Holds) => Promise<Outcome>;

/** Records commands in one ledger's streams. */
export function createRecordOnce(parts: RecordOnceParts): RecordOnce {
  const { store, reader, commandIndex, lookAcross, seal } = parts;

  const tryOnce = async (attempt: Attempt, holds: Holds, tries: Tries): Promise<Tried> => {
    const { commandId, stream, command, request } = attempt;
    // The store takes an append only after the revision that was decided on: what is remembered needs no reading before.
    const remembered = tries.onMemory ? reader.remembered(stream) : null;
    const read: Retry | null = remembered && { retry: { ...tries, onMemory: false } };
    const past = remembered ?? (await reader.read(stream));
    if (recordedBy(commandId, past).length > 0) return read ?? settle(attempt, holds, past, !tries.written);
    if (!(await holds.holdCommand())) return refuse('COMMAND_ID_REUSED', 'commandId');
    const revision = past.at(-1)?.envelope.rev ?? -1;
    if (request.expectedRevision !== undefined && request.expectedRevision !== revision)
      return (
        read ??
        unlessRecorded(attempt, holds, conflict(request.expectedRevision, past.at(-1)?.envelope.rev ?? null))
      );
    const history = pastEventsOf(past);
    const taken = await holds.holdClaims(history);
    const decision = decide(history, command, await lookAcross(attempt, taken, history));
    if (decision.refused) return read ?? unlessRecorded(attempt, holds, decision);
    if (decision.events.length === 0) return read ?? nothingToRecord(attempt, holds, decision.advice);
    const sealed = await seal(attempt, decision, past);
    if (sealed.refused) return unlessRecorded(attempt, holds, sealed);
    return append(
      attempt,
      holds,
      { ...tries, onMemory: read !== null },
      { revision, sealed, advice: decision.advice },
    );
  };

  const append = async (
    attempt: Attempt,
    holds: Holds,
    tries: Tries,
    made: { readonly revision: number; readonly sealed: SealedEvents; readonly advice: readonly Advice[] },
  ): Promise<Tried> => {
    const { revision, sealed, advice } = made;
    const now: Tries = { ...tries, appends: tries.appends + 1 };
    holds.keep();
    try {
      const appended = await store.append(
        attempt.stream,
        revision < 0 ? 'none' : revision,
        sealed.events,
        attempt.request.at ? {} : { sealedAt: sealed.at },
      );
      // After more than one append the answer comes from what is stored, never from what was in hand.
      if (now.appends > 1 || appended.repeated)
        return { retry: { ...now, onMemory: false, written: now.written || !appended.repeated } };
      for (const event of sealed.read) parts.events.expect(event);
      const events = reader.remember(attempt.stream, sealed.read, appended.position);
      await holds.recorded();
      return recorded(attempt, events, appended.position, advice, false);
    } catch (error) {
      reader.forget(attempt.stream);
      if (!(error instanceof EventStoreError) || error.failure.kind === 'UNAVAILABLE') throw error;
      holds.release();
      return afterFailedAppend(attempt, holds, now, error);
    }
  };

  const afterFailedAppend = async (
    attempt: Attempt,
    holds: Holds,
    tries: Tries,
    error: EventStoreError,
  ): Promise<Tried> => {
    const { failure } = error;
    if (failure.kind === 'STALE' && tries.resealings < RESEALINGS)
      return { retry: { ...tries, resealings: tries.resealings + 1 } };
    if (failure.kind !== 'WRONG_EXPECTED_REVISION') throw error;
    if (tries.onMemory) return { retry: { ...tries, onMemory: false } };
    const { expectedRevision } = attempt.request;
    const conflicts = tries.conflicts + 1;
    if (conflicts < TRIES && expectedRevision === undefined) return { retry: { ...tries, conflicts } };
    return unlessRecorded(attempt, holds, conflict(expectedRevision, failure.actual));
  };

  /** A refusal, unless the same command, given twice at once, was recorded while this one was judged. */
  const unlessRecorded = async (attempt: Attempt, holds: Holds, refusal: Refusal): Promise<Outcome> => {
    const past = await reader.read(attempt.stream);
    if (recordedBy(attempt.commandId, past).length > 0) return settle(attempt, holds, past, true);
    await holds.giveBack();
    return (await isUsedElsewhere(attempt)) ? refuse('COMMAND_ID_REUSED', 'commandId') : refusal;
  };

  const nothingToRecord = async (
    attempt: Attempt,
    holds: Holds,
    advice: readonly Advice[],
  ): Promise<Outcome> => {
    await holds.giveBack();
    if (await isUsedElsewhere(attempt)) return refuse('COMMAND_ID_REUSED', 'commandId');
    return recorded(
      attempt,
      [],
      (await store.head(LEDGER_STREAMS)) ?? { commit: 0n, prepare: 0n },
      advice,
      false,
    );
  };

  /** The answer of what is recorded; where that was another command, this one leaves nothing behind. */
  const settle = async (
    attempt: Attempt,
    holds: Holds,
    past: readonly RecordedEvent[],
    repeated: boolean,
  ): Promise<Outcome> => {
    const answer = await answerAgain(attempt, past, repeated);
    if (answer.refused) {
      holds.release();
      await holds.giveBack();
    }
    return answer;
  };

  /** What a commandId recorded before, if it was for this very command. `repeated` is false for our own first append. */
  const answerAgain = async (
    attempt: Attempt,
    past: readonly RecordedEvent[],
    repeated: boolean,
  ): Promise<Outcome> => {
    const before = recordedBy(attempt.commandId, past);
    const [first, last] = [before[0] as RecordedEvent, before.at(-1) as RecordedEvent];
    const { cause, advice, rev, recorded: at } = first.envelope;
    if (cause.name !== attempt.command.name || cause.digest !== attempt.digest)
      return refuse('COMMAND_ID_REUSED', 'commandId');
    const again =
      advice.length === 0 ? [] : await adviceAgain(attempt, pastEventsOf(past.slice(0, rev)), new Date(at));
    const rules = advice as readonly Advice['rule'][];
    const warnings = rules.flatMap((rule) => {
      const same = again.filter((one) => one.rule === rule);
      return same.length > 0 ? same : [adviceOf(rule)];
    });
    return recorded(attempt, before, last.position, warnings, repeated);
  };

  /** The warnings of a command that is recorded: decided again, at its time, on what its stream held then. */
  const adviceAgain = async (
    attempt: Attempt,
    earlier: readonly DomainEvent[],
    at: Date,
  ): Promise<readonly Advice[]> => {
    const context = await lookAcross({ ...attempt, request: { ...attempt.request, at } }, [], earlier);
    const decision = decide(earlier, attempt.command, context);
    return decision.refused ? [] : decision.advice;
  };

  /** True when the commandId was recorded in another stream: that is answered before anything else. */
  const isUsedElsewhere = async ({ commandId, stream }: Attempt): Promise<boolean> => {
    const other = await asUnavailable(commandIndex.find(commandId));
    if (other === null || other === stream) return false;
    return recordedBy(commandId, await reader.read(other)).length > 0;
  };

  return async (attempt, holds) => {
    let tried = await tryOnce(attempt, holds, NOTHING_TRIED);
    while ('retry' in tried) tried = await tryOnce(attempt, holds, tried.retry);
    return tried;
  };
}

function conflict(expected: number | undefined, actual: number | null): Refusal {
  const field = expected === undefined ? null : 'expectedRevision';
  return refuse('CONCURRENCY_CONFLICT', field, { expected: expected ?? null, actual });
}

function recorded(
  attempt: Attempt,
  events: readonly RecordedEvent[],
  position: Position,
  advice: readonly Advice[],
  repeated: boolean,
): Recorded {
  const subjectId = readStream(attempt.stream)?.id ?? attempt.stream;
  return { refused: false, position, events, advice, repeated, subjectId };
}
