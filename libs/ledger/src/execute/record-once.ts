import {
  adviceOf,
  decide,
  LEDGER_STREAMS,
  readStream,
  refuse,
  type Acceptance,
  type Advice,
  type DomainEvent,
  type PastEvent,
  type Refusal,
} from '@entente/domain';
import { EventStoreError, type EventStore, type Position } from '@entente/event-store';
import type { CommandIndex } from '../claims/claims.js';
import { pastEventsOf, type RecordedEvent } from '../envelope/envelope.js';
import type { EventReader } from '../read/event-reader.js';
import type { StreamReader } from '../read/stream-reader.js';
import { recordedBy, type Attempt } from './attempt.js';
import type { Holds } from './holds.js';
import type { OutcomeTogether, Recorded, RefusedTogether } from './outcome.js';
import type { LookAcross } from './look-across.js';
import { asUnavailable } from './outage.js';
import { assumed, type Decided, type Seal, type SealedEvents } from './sealer.js';

/** Decisions on a conflict of revisions, before the caller is answered with it. */
const TRIES = 3;
/** Sealings that came too late to the store; they are no conflict and do not count as tries. */
const RESEALINGS = 20;

/** A command under way, and what it holds. */
export interface HeldAttempt {
  readonly attempt: Attempt;
  readonly holds: Holds;
}

/** What has been tried so far with some commands. */
interface Tries {
  /** To be judged on what is remembered of the stream; it is read where that does not end in an append. */
  readonly onMemory: boolean;
  readonly conflicts: number;
  readonly resealings: number;
  readonly appends: number;
  /** The commands that were written here, and not found to be there already. */
  readonly written: readonly string[];
}

const NOTHING_TRIED: Tries = { onMemory: true, conflicts: 0, resealings: 0, appends: 0, written: [] };

/** Nothing stands against what is recorded already. */
const UNCLAIMED = { taken: [], circular: [] };

/** To be decided again, on what the stream holds then. */
interface Retry {
  readonly retry: Tries;
}

/** What one try came to: an answer, or another try. */
type Tried = OutcomeTogether | Retry;

/** Commands that were decided, one upon the other. */
interface DecidedTogether {
  readonly refused: false;
  readonly decided: readonly (Decided & HeldAttempt)[];
}

export interface RecordOnceParts {
  readonly store: EventStore;
  readonly events: EventReader;
  readonly reader: StreamReader;
  readonly commandIndex: CommandIndex;
  readonly lookAcross: LookAcross;
  readonly seal: Seal;
}

/**
 * Records commands of one stream once, in one append, all or none: tries, and tries again where another writer came first or
 * nobody knows what was written. Those that are recorded already are answered as they were then.
 */
export type RecordOnce = (
  stream: string,
  asked: readonly [HeldAttempt, ...HeldAttempt[]],
) => Promise<OutcomeTogether>;

/** Records commands in one ledger's streams. */
export function createRecordOnce(parts: RecordOnceParts): RecordOnce {
  const { store, reader, commandIndex, lookAcross, seal } = parts;

  const tryOnce = async (stream: string, asked: readonly HeldAttempt[], tries: Tries): Promise<Tried> => {
    // The store takes an append only after the revision that was decided on: what is remembered needs no reading before.
    const remembered = tries.onMemory ? reader.remembered(stream) : null;
    const read: Retry | null = remembered && { retry: { ...tries, onMemory: false } };
    const past = remembered ?? (await reader.read(stream));
    const left = asked.filter(({ attempt }) => recordedBy(attempt.commandId, past).length === 0);
    if (left.length === 0) return read ?? settle(asked, past, tries);
    const together = await decideTogether(asked, left, past);
    if (together.refused) return read ?? unlessRecorded(stream, asked, together, tries);
    const { decided } = together;
    if (decided.every(({ decision }) => decision.events.length === 0))
      return read ?? nothingToRecord(asked, decided, past, tries);
    const sealed = await seal(decided, past);
    if (sealed.refused)
      return unlessRecorded(stream, asked, refusedAt(asked, decided[sealed.index], sealed.refusal), tries);
    const revision = past.at(-1)?.envelope.rev ?? -1;
    const now = { ...tries, onMemory: read !== null };
    return append(stream, asked, now, { revision, sealed, decided });
  };

  /** Decides commands in their order, each on what its stream holds and those before it would record. */
  const decideTogether = async (
    asked: readonly HeldAttempt[],
    left: readonly HeldAttempt[],
    past: readonly RecordedEvent[],
  ): Promise<DecidedTogether | RefusedTogether> => {
    let history: readonly PastEvent[] = pastEventsOf(past);
    const decided: (Decided & HeldAttempt)[] = [];
    for (const one of left) {
      const decision = await decideOne(one, history);
      if (decision.refused) return refusedAt(asked, one, decision);
      decided.push({ ...one, decision });
      if (one !== left.at(-1)) history = [...history, ...assumed(one.attempt, decision, history.length)];
    }
    return { refused: false, decided };
  };

  const decideOne = async (
    { attempt, holds }: HeldAttempt,
    history: readonly PastEvent[],
  ): Promise<Acceptance | Refusal> => {
    if (!(await holds.holdCommand())) return refuse('COMMAND_ID_REUSED', 'commandId');
    const { expectedRevision } = attempt.request;
    if (expectedRevision !== undefined && expectedRevision !== history.length - 1)
      return conflict(expectedRevision, history.length === 0 ? null : history.length - 1);
    const against = await holds.holdClaims(history);
    return decide(history, attempt.command, await lookAcross(attempt, against, history));
  };

  const append = async (
    stream: string,
    asked: readonly HeldAttempt[],
    tries: Tries,
    made: {
      readonly revision: number;
      readonly sealed: SealedEvents;
      readonly decided: DecidedTogether['decided'];
    },
  ): Promise<Tried> => {
    const { revision, sealed, decided } = made;
    const now: Tries = { ...tries, appends: tries.appends + 1 };
    for (const { holds } of decided) holds.keep();
    try {
      const appended = await store.append(
        stream,
        revision < 0 ? 'none' : revision,
        sealed.events.flat(),
        decided.some(({ attempt }) => attempt.request.at) ? {} : { sealedAt: sealed.at },
      );
      const mine = appended.repeated ? [] : decided.map(({ attempt }) => attempt.commandId);
      const written = [...now.written, ...mine];
      // After more than one append the answer comes from what is stored, never from what was in hand.
      if (now.appends > 1 || appended.repeated || decided.length < asked.length)
        return { retry: { ...now, onMemory: false, written } };
      const read = sealed.read.flat();
      for (const event of read) parts.events.expect(event);
      const events = reader.remember(stream, read, appended.position);
      for (const { holds } of decided) await holds.recorded();
      let at = 0;
      const outcomes = decided.map(({ attempt, decision }, index) => {
        const own = events.slice(at, (at += sealed.read[index]?.length ?? 0));
        return recorded(attempt, own, appended.position, decision.advice, false);
      });
      return { refused: false, outcomes };
    } catch (error) {
      reader.forget(stream);
      if (!(error instanceof EventStoreError) || error.failure.kind === 'UNAVAILABLE') throw error;
      for (const { holds } of decided) holds.release();
      return afterFailedAppend(stream, asked, now, error);
    }
  };

  const afterFailedAppend = async (
    stream: string,
    asked: readonly HeldAttempt[],
    tries: Tries,
    error: EventStoreError,
  ): Promise<Tried> => {
    const { failure } = error;
    if (failure.kind === 'STALE' && tries.resealings < RESEALINGS)
      return { retry: { ...tries, resealings: tries.resealings + 1 } };
    if (failure.kind !== 'WRONG_EXPECTED_REVISION') throw error;
    if (tries.onMemory) return { retry: { ...tries, onMemory: false } };
    const expecting = asked.find(({ attempt }) => attempt.request.expectedRevision !== undefined);
    const conflicts = tries.conflicts + 1;
    if (conflicts < TRIES && !expecting) return { retry: { ...tries, conflicts } };
    const refusal = conflict(expecting?.attempt.request.expectedRevision, failure.actual);
    return unlessRecorded(stream, asked, refusedAt(asked, expecting, refusal), tries);
  };

  /** A refusal, unless the same commands, given twice at once, were recorded while these were judged. */
  const unlessRecorded = async (
    stream: string,
    asked: readonly HeldAttempt[],
    refused: RefusedTogether,
    tries: Tries,
  ): Promise<OutcomeTogether> => {
    const past = await reader.read(stream);
    if (asked.every(({ attempt }) => recordedBy(attempt.commandId, past).length > 0))
      return settle(asked, past, tries);
    await giveBack(asked);
    return (await oneUsedElsewhere(asked)) ?? refused;
  };

  const nothingToRecord = async (
    asked: readonly HeldAttempt[],
    decided: DecidedTogether['decided'],
    past: readonly RecordedEvent[],
    tries: Tries,
  ): Promise<OutcomeTogether> => {
    await giveBack(asked);
    const elsewhere = await oneUsedElsewhere(asked);
    if (elsewhere) return elsewhere;
    const position = (await store.head(LEDGER_STREAMS)) ?? { commit: 0n, prepare: 0n };
    return answerAll(asked, past, tries, ({ attempt }) => {
      const decision = decided.find((one) => one.attempt === attempt)?.decision;
      return recorded(attempt, [], position, decision?.advice ?? [], false);
    });
  };

  const giveBack = async (asked: readonly HeldAttempt[]): Promise<void> => {
    for (const { holds } of asked) await holds.giveBack();
  };

  /** The answer of what is recorded; where that was another command, these leave nothing behind. */
  const settle = async (
    asked: readonly HeldAttempt[],
    past: readonly RecordedEvent[],
    tries: Tries,
  ): Promise<OutcomeTogether> => {
    const answer = await answerAll(asked, past, tries);
    if (answer.refused) {
      for (const { holds } of asked) holds.release();
      await giveBack(asked);
    }
    return answer;
  };

  /** Answers commands by what they recorded; `others` answers those that recorded nothing. */
  const answerAll = async (
    asked: readonly HeldAttempt[],
    past: readonly RecordedEvent[],
    { written }: Tries,
    others: (one: HeldAttempt) => Recorded = ({ attempt }) => {
      throw new Error(`nothing is recorded of the command ${attempt.commandId}`);
    },
  ): Promise<OutcomeTogether> => {
    const outcomes: Recorded[] = [];
    for (const one of asked) {
      const before = recordedBy(one.attempt.commandId, past);
      const answer =
        before.length === 0
          ? others(one)
          : await answerAgain(one.attempt, past, before, !written.includes(one.attempt.commandId));
      if (answer.refused) return refusedAt(asked, one, answer);
      outcomes.push(answer);
    }
    return { refused: false, outcomes };
  };

  /** What a commandId recorded before, if it was for this very command. `repeated` is false for our own first append. */
  const answerAgain = async (
    attempt: Attempt,
    past: readonly RecordedEvent[],
    before: readonly RecordedEvent[],
    repeated: boolean,
  ): Promise<Recorded | Refusal> => {
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
    const context = await lookAcross({ ...attempt, request: { ...attempt.request, at } }, UNCLAIMED, earlier);
    const decision = decide(earlier, attempt.command, context);
    return decision.refused ? [] : decision.advice;
  };

  /** The refusal of a commandId that was recorded in another stream: it is answered before anything else. */
  const oneUsedElsewhere = async (asked: readonly HeldAttempt[]): Promise<RefusedTogether | null> => {
    for (const one of asked)
      if (await isUsedElsewhere(one.attempt, reader, commandIndex))
        return refusedAt(asked, one, refuse('COMMAND_ID_REUSED', 'commandId'));
    return null;
  };

  return async (stream, asked) => {
    let tried = await tryOnce(stream, asked, NOTHING_TRIED);
    while ('retry' in tried) tried = await tryOnce(stream, asked, tried.retry);
    return tried;
  };
}

/** True when a commandId was recorded in another stream than the command's. */
export async function isUsedElsewhere(
  { commandId, stream }: Attempt,
  reader: Pick<StreamReader, 'read'>,
  commandIndex: Pick<CommandIndex, 'find'>,
): Promise<boolean> {
  const other = await asUnavailable(commandIndex.find(commandId));
  if (other === null || other === stream) return false;
  return recordedBy(commandId, await reader.read(other)).length > 0;
}

function refusedAt(
  asked: readonly HeldAttempt[],
  one: { readonly attempt: Attempt } | undefined,
  refusal: Refusal,
): RefusedTogether {
  const index = asked.findIndex(({ attempt }) => attempt === one?.attempt);
  return { refused: true, refusal, index: index < 0 ? null : index };
}

/** The refusal of a command that expected another revision, or that met other writers again and again. */
export function conflict(expected: number | undefined, actual: number | null): Refusal {
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
