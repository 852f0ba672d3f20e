import {
  adviceAgain,
  decide,
  readStream,
  refuse,
  streamOf,
  type Advice,
  type Command,
  type Json,
  type Refusal,
} from '@entente/domain';
import { EventStoreError, type EventStore, type Position } from '@entente/event-store';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Claims, CommandIndex } from '../claims/claims.js';
import { pastEventOf, type Envelope, type RecordedEvent } from '../envelope/envelope.js';
import { openField, type FieldPlace } from '../envelope/sealing.js';
import type { EventReader } from '../read/event-reader.js';
import { createStreamReader, type StreamReader } from '../read/stream-reader.js';
import type { Vault } from '../vault/vault.js';
import { recordedBy, type Attempt, type Request } from './attempt.js';
import { createHolds, type Holds } from './holds.js';
import { digestOf, isUuid, madeIdOf, normalizeInput } from './input.js';
import { createLookAcross, type Lookups } from './look-across.js';
import { asUnavailable } from './outage.js';
import { createSealer } from './sealer.js';
import { createTurns } from './turns.js';

/** A command that was recorded, now or before. */
export interface Recorded {
  readonly refused: false;
  /** The position of its last event; the head of the log when it made none. */
  readonly position: Position;
  readonly events: readonly RecordedEvent[];
  readonly advice: readonly Advice[];
  /** True when the same commandId had been recorded before and this is its first answer. */
  readonly repeated: boolean;
  /** The id of what the command is about, in its stream's own kind. */
  readonly subjectId: string;
}

export type Outcome = Recorded | Refusal;

/** Why nothing could be recorded, in the words of whoever could not (a full disk, a database that is away), and when. */
export interface Outage {
  readonly reason: string;
  readonly at: Date;
}

/** A ledger's own identity, read from its first event. */
export interface LedgerIdentity {
  readonly ledgerId: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

export interface LedgerParts {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  /** Shared with whoever projects what is recorded here: what was sealed need not be checked again when it comes back. */
  readonly events: EventReader;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly commandIndex: CommandIndex;
  readonly lookups: Lookups;
  readonly identity: LedgerIdentity;
  readonly now: () => Date;
  /** Told of each outage when it begins and, as null, when it is over. */
  readonly onOutage?: (outage: Outage | null) => void;
}

/** The command side: one entry, {@link Ledger.execute}. */
export interface Ledger {
  readonly identity: LedgerIdentity;
  readonly reader: StreamReader;
  /** True for a demonstration that is not loaded yet: it takes only its loader's commands until then. */
  isLoading(): Promise<boolean>;
  /**
   * Judges a command on its stream and records what it decides, once: the same commandId again answers as the first time.
   * When it resolves with `refused: false` the events are durable.
   */
  execute(command: Command, request: Request): Promise<Outcome>;
  /** What kept the last command from being recorded, when it failed for want of something outside; null when none did. */
  outage(): Outage | null;
  /** Opens a sealed field of an event; null when its key was erased or it is not what it should be. */
  open(envelope: Envelope, pointers: readonly string[]): Promise<ReadonlyMap<string, Json>>;
}

/** Decisions on a conflict of revisions, before the caller is told. */
const TRIES = 3;
/** Sealings that came too late to the store; they are no conflict and do not count as tries. */
const RESEALINGS = 20;

/** Builds the command side from its parts. */
export function createLedger(parts: LedgerParts): Ledger {
  const { store, vault, commandIndex, identity } = parts;
  const reader = createStreamReader(store, parts.events);
  const lookAcross = createLookAcross({ ...parts, reader, timeZone: identity.timeZone });
  const seal = createSealer({ ...parts, ledgerId: identity.ledgerId });
  const inTurn = createTurns();
  let loading = identity.demonstration;
  let outage: Outage | null = null;

  const tell = (reason: string | null): void => {
    const begins = reason !== null && outage === null;
    const ends = reason === null && outage !== null;
    outage = reason === null ? null : { reason, at: parts.now() };
    if (begins || ends) parts.onOutage?.(outage);
  };

  const isLoading = async (): Promise<boolean> => {
    if (!loading) return false;
    const events = await reader.read('ledger');
    loading = !events.some(({ envelope }) => envelope.type === 'DemonstrationLoaded');
    return loading;
  };

  const execute = async (command: Command, request: Request): Promise<Outcome> => {
    const commandId = request.commandId.toLowerCase();
    if (!isUuid(commandId)) return refuse('VALIDATION_FAILED', 'commandId', { problem: 'NOT_A_UUID' });
    const normalized = normalizeInput(command);
    if (normalized.refused) return normalized;
    const judged = { name: command.name, input: normalized.value } as Command;
    const attempt: Attempt = {
      command: judged,
      commandId,
      digest: digestOf(judged),
      stream: streamOf(judged, madeIdOf(commandId)),
      request,
    };
    try {
      if (!request.at && (await isLoading())) return refuse('STORE_UNAVAILABLE', null, { reason: 'loading' });
      const outcome = await inTurn(attempt.stream, () => tryToRecord(attempt));
      if (!outcome.refused && !outcome.repeated && outcome.events.length > 0) tell(null);
      return outcome;
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      const { failure } = error;
      if (failure.kind === 'UNAVAILABLE') tell(failure.reason);
      if (failure.kind === 'UNAVAILABLE' || failure.kind === 'STALE')
        return refuse('STORE_UNAVAILABLE', null, { reason: failure.kind });
      if (failure.kind === 'TOO_LARGE')
        return refuse('LIMIT_EXCEEDED', null, {
          limit: 'EVENT_BYTES',
          most: failure.limit,
          bytes: failure.bytes,
        });
      throw error;
    }
  };

  const tryToRecord = async (attempt: Attempt): Promise<Outcome> => {
    const holds = createHolds(parts, attempt);
    try {
      return await recordOnce(attempt, holds);
    } catch (error) {
      // What failed tells more than that something could not be given back; that is taken over after an hour.
      await holds.giveBack().catch(() => {});
      throw error;
    }
  };

  const recordOnce = async (attempt: Attempt, holds: Holds): Promise<Outcome> => {
    const { commandId, stream } = attempt;
    let conflicts = 0;
    let resealings = 0;
    let appends = 0;
    let written = false;
    /** The answer of what is recorded; where that was another command, this one leaves nothing behind. */
    const settle = async (past: readonly RecordedEvent[], repeated: boolean): Promise<Outcome> => {
      const answer = answerAgain(attempt, past, repeated);
      if (answer.refused) {
        holds.release();
        await holds.giveBack();
      }
      return answer;
    };
    /** The same command, given twice at once, may have been recorded while this one was judged. */
    const refuseUnlessRecorded = async (refusal: Refusal): Promise<Outcome> => {
      const past = await reader.read(stream);
      if (recordedBy(commandId, past).length > 0) return settle(past, true);
      await holds.giveBack();
      return (await isUsedElsewhere(attempt)) ? refuse('COMMAND_ID_REUSED', 'commandId') : refusal;
    };
    for (;;) {
      const past = await reader.read(stream);
      if (recordedBy(commandId, past).length > 0) return settle(past, !written);
      if (!(await holds.holdCommand())) return refuse('COMMAND_ID_REUSED', 'commandId');

      const last = past.at(-1);
      const { expectedRevision } = attempt.request;
      if (expectedRevision !== undefined && expectedRevision !== (last?.envelope.rev ?? -1))
        return refuseUnlessRecorded(
          refuse('CONCURRENCY_CONFLICT', 'expectedRevision', {
            expected: expectedRevision,
            actual: last?.envelope.rev ?? null,
          }),
        );
      const taken = await holds.holdClaims();
      const decision = decide(
        past.map(({ envelope }) => pastEventOf(envelope)),
        attempt.command,
        await lookAcross(attempt, taken),
      );
      if (decision.refused) return refuseUnlessRecorded(decision);
      if (decision.events.length === 0) {
        await holds.giveBack();
        if (await isUsedElsewhere(attempt)) return refuse('COMMAND_ID_REUSED', 'commandId');
        const position = (await store.head()) ?? { commit: 0n, prepare: 0n };
        return recorded(attempt, [], position, decision.advice, false);
      }
      const sealed = await seal(attempt, decision, past);
      if (sealed.refused) return refuseUnlessRecorded(sealed);
      try {
        appends += 1;
        holds.keep();
        const appended = await store.append(
          attempt.stream,
          last ? last.envelope.rev : 'none',
          sealed.events,
          attempt.request.at ? {} : { sealedAt: sealed.at },
        );
        written = written || !appended.repeated;
        if (appends > 1 || appended.repeated) continue;
        for (const event of sealed.read) parts.events.expect(event);
        const events = reader.remember(attempt.stream, sealed.read, appended.position);
        return recorded(attempt, events, appended.position, decision.advice, false);
      } catch (error) {
        if (!(error instanceof EventStoreError)) throw error;
        if (error.failure.kind === 'UNAVAILABLE') throw error;
        holds.release();
        if (error.failure.kind === 'STALE' && resealings < RESEALINGS) {
          resealings += 1;
          continue;
        }
        if (error.failure.kind === 'WRONG_EXPECTED_REVISION') {
          conflicts += 1;
          if (conflicts < TRIES && expectedRevision === undefined) continue;
          return refuseUnlessRecorded(
            refuse('CONCURRENCY_CONFLICT', expectedRevision === undefined ? null : 'expectedRevision', {
              expected: expectedRevision ?? null,
              actual: error.failure.actual,
            }),
          );
        }
        throw error;
      }
    }
  };

  /** What a commandId recorded before, if it was for this very command. `repeated` is false for our own first append. */
  const answerAgain = (attempt: Attempt, past: readonly RecordedEvent[], repeated: boolean): Outcome => {
    const before = recordedBy(attempt.commandId, past);
    const { cause } = (before[0] as RecordedEvent).envelope;
    if (cause.name !== attempt.command.name || cause.digest !== attempt.digest)
      return refuse('COMMAND_ID_REUSED', 'commandId');
    const last = before.at(-1) as RecordedEvent;
    const advice = last.envelope.advice.map((rule) =>
      adviceAgain(
        rule as Advice['rule'],
        past.slice(0, last.envelope.rev).map(({ envelope }) => pastEventOf(envelope)),
        pastEventOf(last.envelope),
      ),
    );
    return recorded(attempt, before, last.position, advice, repeated);
  };

  /** A commandId that another stream holds is told before anything else. */
  const isUsedElsewhere = async (attempt: Attempt): Promise<boolean> => {
    const stream = await asUnavailable(commandIndex.find(attempt.commandId));
    return stream !== null && stream !== attempt.stream && (await wasRecorded(stream, attempt.commandId));
  };

  const wasRecorded = async (stream: string, commandId: string): Promise<boolean> =>
    recordedBy(commandId, await reader.read(stream)).length > 0;

  const open = async (
    envelope: Envelope,
    pointers: readonly string[],
  ): Promise<ReadonlyMap<string, Json>> => {
    const wanted = pointers.flatMap((pointer) => {
      const sealed = envelope.personal[pointer];
      return sealed ? [{ pointer, sealed }] : [];
    });
    const keys = await asUnavailable(vault.open(wanted.map(({ sealed }) => sealed.kid)));
    const opened = new Map<string, Json>();
    for (const { pointer, sealed } of wanted) {
      const key = keys.get(sealed.kid);
      const value = key && openField(sealed, placeOf(envelope, pointer), key);
      if (value) opened.set(pointer, value.value);
    }
    return opened;
  };

  return { identity, reader, isLoading, execute, open, outage: () => outage };
}

/** Where a sealed field of a stored event stands. */
export function placeOf(envelope: Envelope, pointer: string): FieldPlace {
  const { ledger, id, stream, type } = envelope;
  return { ledger, id, stream, type, pointer };
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
