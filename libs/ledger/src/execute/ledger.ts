import {
  adviceOf,
  decide,
  dayInZone,
  isDay,
  referencesOf,
  refuse,
  streamOf,
  type Acceptance,
  type Advice,
  type Command,
  type DecisionContext,
  type Json,
  type Confidential,
  type DomainEvent,
  type Reference,
  type Refusal,
} from '@entente/domain';
import {
  EventStoreError,
  type EventStore,
  type FindsEventById,
  type NewEvent,
  type Position,
} from '@entente/event-store';
import type { Claims, CommandIndex, Identifier } from '../claims/claims.js';
import { SchemaError, type Catalogue } from '../catalogue/catalogue.js';
import { envelopeProblem } from '../envelope/envelope-schema.js';
import { openField, sealField, type FieldPlace } from '../envelope/sealing.js';
import { sealBytes, type Envelope, type RecordedEvent, type Sealed } from '../envelope/envelope.js';
import type { KeyRequest, Vault } from '../vault/vault.js';
import { asUnavailable } from './outage.js';
import { digestOf, eventIdOf, isUuid, madeIdOf, normalizeInput } from './input.js';
import { createStreamReader, type StreamReader } from './stream-reader.js';

/** Who asks, as it is recorded: `role:token-id`. */
export interface Caller {
  readonly actor: string;
}

/** What every command carries beside its input. */
export interface Request {
  readonly commandId: string;
  readonly expectedRevision?: number;
  readonly caller: Caller;
  /** What led to this command: an event's id; null when nothing recorded did. */
  readonly causation?: string;
  /** The scripted instant of a demonstration's loader; the clock tells it otherwise. */
  readonly at?: Date;
}

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

/** What only the read model can tell; it answers after it has caught up with the head of the log. */
export interface Lookups {
  similarNames(
    names: readonly string[],
  ): Promise<readonly { readonly organizationId: string; readonly name: string }[]>;
  meetingsOn(agreementId: string, earliest: string, latest: string): Promise<readonly string[]>;
}

/** A ledger's own identity, read from its first event. */
export interface LedgerIdentity {
  readonly ledgerId: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

export interface LedgerParts {
  readonly store: EventStore & Partial<FindsEventById>;
  readonly catalogue: Catalogue;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly commandIndex: CommandIndex;
  readonly lookups: Lookups;
  readonly identity: LedgerIdentity;
  /** True while event 0 is being recorded: another process may give the log another identity than the one in hand. */
  readonly opening?: true;
  readonly now: () => Date;
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
  /** Opens a sealed field of an event; null when its key was erased or it is not what it should be. */
  open(envelope: Envelope, pointers: readonly string[]): Promise<ReadonlyMap<string, Json>>;
}

const PERSON_STREAM = 'person-';
/** Decisions on a conflict of revisions, before the caller is told. */
const TRIES = 3;
/** Sealings that came too late to the store; they are no conflict and do not count as tries. */
const RESEALINGS = 20;

/** Builds the command side from its parts. */
export function createLedger(parts: LedgerParts): Ledger {
  const reader = createStreamReader(
    parts.store,
    parts.catalogue,
    parts.opening ? undefined : parts.identity.ledgerId,
  );
  const known = createExistence(parts.store);
  let loading = parts.identity.demonstration;

  const isLoading = async (): Promise<boolean> => {
    if (!loading) return false;
    const events = await reader.read('ledger');
    loading = !events.some(({ envelope }) => envelope.type === 'DemonstrationLoaded');
    return loading;
  };

  const execute = async (command: Command, request: Request): Promise<Outcome> => {
    const commandId = request.commandId.toLowerCase();
    if (!isUuid(commandId)) return refuse('VALIDATION_FAILED', 'commandId', { problem: 'not a UUID' });
    const normalized = normalizeInput(command.input);
    if (normalized.refused) return normalized;
    const judged = { name: command.name, input: normalized.value } as Command;
    const attempt: Attempt = {
      command: judged,
      commandId,
      digest: digestOf(judged.name, judged.input),
      stream: streamOf(judged, madeIdOf(commandId)),
      request,
    };
    try {
      if (!request.at && (await isLoading())) return refuse('STORE_UNAVAILABLE', null, { reason: 'loading' });
      return await tryToRecord(attempt);
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      const { failure } = error;
      if (failure.kind === 'UNAVAILABLE' || failure.kind === 'STALE')
        return refuse('STORE_UNAVAILABLE', null, { reason: failure.kind });
      if (failure.kind === 'TOO_LARGE')
        return refuse('LIMIT_EXCEEDED', null, { limit: failure.limit, bytes: failure.bytes });
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
    const settle = async (before: readonly RecordedEvent[], repeated: boolean): Promise<Outcome> => {
      const answer = answerAgain(attempt, before, repeated);
      if (answer.refused) {
        holds.letGo();
        await holds.giveBack();
      }
      return answer;
    };
    /** The same command, given twice at once, may have been recorded while this one was judged. */
    const refuseUnlessRecorded = async (refusal: Refusal): Promise<Outcome> => {
      const settled = recordedBy(commandId, await reader.read(stream));
      if (settled.length > 0) return settle(settled, true);
      await holds.giveBack();
      return (await isUsedElsewhere(attempt)) ? refuse('COMMAND_ID_REUSED', 'commandId') : refusal;
    };
    for (;;) {
      const past = await reader.read(stream);
      const before = recordedBy(commandId, past);
      if (before.length > 0) return settle(before, !written);
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
      const taken = await holds.holdIdentifiers();
      const decision = decide(
        past.map(({ envelope }) => pastEventOf(envelope)),
        attempt.command,
        await contextOf(attempt, taken),
      );
      if (decision.refused) return refuseUnlessRecorded(decision);
      if (decision.events.length === 0) {
        await holds.giveBack();
        if (await isUsedElsewhere(attempt)) return refuse('COMMAND_ID_REUSED', 'commandId');
        const position = (await parts.store.head()) ?? { commit: 0n, prepare: 0n };
        return recorded(attempt, [], position, decision.advice, false);
      }
      const sealed = await sealOrRefuse(attempt, decision, past);
      if (sealed.refused) return refuseUnlessRecorded(sealed);
      try {
        appends += 1;
        holds.keep();
        const appended = await parts.store.append(
          attempt.stream,
          last ? last.envelope.rev : 'none',
          sealed.events,
          attempt.request.at ? {} : { sealedAt: sealed.at },
        );
        written = written || !appended.repeated;
        if (appends > 1 || appended.repeated) continue;
        const events = reader.remember(attempt.stream, sealed.read, appended.position);
        return recorded(attempt, events, appended.position, decision.advice, false);
      } catch (error) {
        if (!(error instanceof EventStoreError)) throw error;
        if (error.failure.kind === 'UNAVAILABLE') throw error;
        holds.letGo();
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
  const answerAgain = (attempt: Attempt, before: readonly RecordedEvent[], repeated: boolean): Outcome => {
    const { cause } = (before[0] as RecordedEvent).envelope;
    if (cause.name !== attempt.command.name || cause.digest !== attempt.digest)
      return refuse('COMMAND_ID_REUSED', 'commandId');
    const last = before.at(-1) as RecordedEvent;
    const advice = last.envelope.advice.map((rule) => adviceOf(rule as Advice['rule']));
    return recorded(attempt, before, last.position, advice, repeated);
  };

  /** A commandId that another stream holds is told before anything else. */
  const isUsedElsewhere = async (attempt: Attempt): Promise<boolean> => {
    const stream = await asUnavailable(parts.commandIndex.find(attempt.commandId));
    return stream !== null && stream !== attempt.stream && (await wasRecorded(stream, attempt.commandId));
  };

  const wasRecorded = async (stream: string, commandId: string): Promise<boolean> =>
    recordedBy(commandId, await reader.read(stream)).length > 0;

  const contextOf = async (attempt: Attempt, taken: readonly Identifier[]): Promise<DecisionContext> => {
    const { command, request } = attempt;
    const today = dayInZone(request.at ?? parts.now(), parts.identity.timeZone);
    const [existing, similarNames, sameMeetings] = await Promise.all([
      known(referencesOf(command)),
      asUnavailable(similarNamesTo(command)),
      asUnavailable(sameMeetingsAs(attempt)),
    ]);
    return {
      today,
      newId: madeIdOf(attempt.commandId),
      exists: (kind, id) => existing.has(`${kind}-${id}`),
      similarNames,
      sameMeetings,
      takenIdentifiers: taken,
    };
  };

  const similarNamesTo = async (command: Command): Promise<DecisionContext['similarNames']> =>
    command.name === 'registerOrganization'
      ? parts.lookups.similarNames(command.input.names.map(({ text }) => text))
      : [];

  const sameMeetingsAs = async ({ command, commandId }: Attempt): Promise<readonly string[]> => {
    if (command.name !== 'recordMeeting' || command.input.agreementId === undefined) return [];
    const { occurredOn, agreementId, meetingId = madeIdOf(commandId) } = command.input;
    const day = occurredOn?.edtf;
    if (day === undefined || !isDay(day)) return [];
    const meetings = await parts.lookups.meetingsOn(agreementId, day, day);
    return meetings.filter((id) => id !== meetingId);
  };

  /** What the stored form does not take was given by the caller: it is refused with the member at fault. */
  const sealOrRefuse = async (
    attempt: Attempt,
    decision: Acceptance,
    past: readonly RecordedEvent[],
  ): Promise<SealedEvents | Refusal> => {
    try {
      return await seal(attempt, decision, past);
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      return refuse('VALIDATION_FAILED', error.field, { problem: error.problem });
    }
  };

  const seal = async (
    attempt: Attempt,
    decision: Acceptance,
    past: readonly RecordedEvent[],
  ): Promise<SealedEvents> => {
    const last = past.at(-1);
    const now = attempt.request.at ?? parts.now();
    const lastRecorded = last ? new Date(last.envelope.recorded) : now;
    const at = lastRecorded > now ? lastRecorded : now;
    const { input } = attempt.command;
    const reasons = (input.overrides ?? []).filter((o) =>
      decision.overridden.some((rule) => rule === o.rule),
    );
    const shared: readonly Confidential[] = [
      ...(input.evidence ?? []).flatMap(({ quote, note }, index) => [
        ...(quote === undefined ? [] : [{ pointer: `/provenance/${index}/quote`, value: quote }]),
        ...(note === undefined ? [] : [{ pointer: `/provenance/${index}/note`, value: note }]),
      ]),
      ...reasons.map(({ reason }, index) => ({ pointer: `/overrides/${index}/reason`, value: reason })),
    ];
    const names = personsIn(attempt);
    const confidential = decision.events.map((draft) => [...draft.confidential, ...shared]);
    // Before keys are made: what is refused leaves none.
    for (const { type, data } of decision.events)
      parts.catalogue.validate(type, parts.catalogue.currentVersion(type), data);
    const keys = await asUnavailable(
      parts.vault.keysFor(
        confidential
          .flat()
          .map(({ personId }): KeyRequest =>
            personId === undefined ? { kind: 'TEXT', names } : { kind: 'PERSON', personId },
          ),
      ),
    );
    let prev = last?.hash ?? null;
    let nextKey = 0;
    const events: NewEvent[] = [];
    const read: { envelope: Envelope; hash: string }[] = [];
    for (const [index, draft] of decision.events.entries()) {
      const id = eventIdOf(attempt.commandId, index);
      const version = parts.catalogue.currentVersion(draft.type);
      const place = {
        ledger: parts.identity.ledgerId,
        id,
        stream: attempt.stream,
        type: draft.type,
      };
      const personal: Record<string, Sealed> = {};
      for (const { pointer, value } of confidential[index] ?? []) {
        if (!parts.catalogue.isConfidential(draft.type, pointer))
          throw new Error(`${pointer} of ${draft.type} is not declared confidential in the catalogue`);
        const key = keys[nextKey];
        nextKey += 1;
        if (!key) throw new Error('the vault gave fewer keys than were asked for');
        personal[pointer] = sealField(value, { ...place, pointer }, key);
      }
      const envelope: Envelope = {
        v: 1,
        ...place,
        rev: (last?.envelope.rev ?? -1) + 1 + index,
        schema: version,
        occurred: draft.occurred,
        effective: draft.effective,
        recorded: at.toISOString(),
        actor: attempt.request.caller.actor,
        cause: {
          command: attempt.commandId,
          name: attempt.command.name,
          digest: attempt.digest,
          correlation: null,
          causation: attempt.request.causation ?? null,
        },
        prev,
        after: null,
        provenance: (input.evidence ?? []).map(({ sourceId, lines, kind }) => ({
          source: sourceId,
          from: lines?.from ?? null,
          to: lines?.to ?? null,
          kind: kind ?? 'STATED',
        })),
        overrides: reasons.map(({ rule }) => ({ rule, by: attempt.request.caller.actor })),
        advice: decision.advice.map(({ rule }) => rule),
        data: draft.data as Envelope['data'],
        personal,
      };
      // What could not be read again would stop everyone who reads the log: it is not written.
      const problem = envelopeProblem(envelope);
      if (problem !== null) throw new SchemaError(draft.type, version, problem);
      const { bytes, hash } = sealBytes(envelope);
      prev = hash;
      events.push({ id, type: draft.type, bytes });
      read.push({ envelope, hash });
    }
    return { refused: false, events, read, at };
  };

  const open = async (
    envelope: Envelope,
    pointers: readonly string[],
  ): Promise<ReadonlyMap<string, Json>> => {
    const wanted = pointers.flatMap((pointer) => {
      const sealed = envelope.personal[pointer];
      return sealed ? [{ pointer, sealed }] : [];
    });
    const keys = await asUnavailable(parts.vault.open(wanted.map(({ sealed }) => sealed.kid)));
    const opened = new Map<string, Json>();
    for (const { pointer, sealed } of wanted) {
      const key = keys.get(sealed.kid);
      const value = key && openField(sealed, placeOf(envelope, pointer), key);
      if (value) opened.set(pointer, value.value);
    }
    return opened;
  };

  return { identity: parts.identity, reader, isLoading, execute, open };
}

/** Where a sealed field of a stored event stands. */
export function placeOf(envelope: Envelope, pointer: string): FieldPlace {
  const { ledger, id, stream, type } = envelope;
  return { ledger, id, stream, type, pointer };
}

interface SealedEvents {
  readonly refused: false;
  readonly events: readonly NewEvent[];
  readonly read: readonly { readonly envelope: Envelope; readonly hash: string }[];
  /** When they were sealed: their `recorded`. */
  readonly at: Date;
}

interface Attempt {
  readonly command: Command;
  readonly commandId: string;
  readonly digest: string;
  readonly stream: string;
  readonly request: Request;
}

function recorded(
  attempt: Attempt,
  events: readonly RecordedEvent[],
  position: Position,
  advice: readonly Advice[],
  repeated: boolean,
): Recorded {
  const subjectId = attempt.stream.slice(attempt.stream.indexOf('-') + 1);
  return { refused: false, position, events, advice, repeated, subjectId };
}

/** An event as deciders see it. */
export function pastEventOf(envelope: Envelope): DomainEvent {
  const { id, type, rev, occurred, effective, data } = envelope;
  // The catalogue has checked that the data are those of the type.
  return { id, type, order: rev, occurred, effective, data } as unknown as DomainEvent;
}

/** What a command left in a stream. */
function recordedBy(commandId: string, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.filter(({ envelope }) => envelope.cause.command === commandId);
}

/** Every person whom a command's free text may speak of: those that it names, and the one whose stream it writes. */
function personsIn({ command, stream }: Attempt): readonly string[] {
  const named = referencesOf(command).flatMap(({ kind, id }) => (kind === 'person' ? [id] : []));
  const own = stream.startsWith(PERSON_STREAM) ? [stream.slice(PERSON_STREAM.length)] : [];
  return [...new Set([...own, ...named])];
}

/** What one attempt at a command has claimed, and whether it may still be given back. */
interface Holds {
  /** Claims the commandId for the stream, once; false when another stream has it. */
  holdCommand(): Promise<boolean>;
  /** Claims the command's identifiers, once; answers those that are another's. */
  holdIdentifiers(): Promise<readonly Identifier[]>;
  /** An append is under way: from here on nobody knows, and nothing is given back. */
  keep(): void;
  /** The append has certainly recorded nothing. */
  letGo(): void;
  /** Gives back all that is held, once; nothing while an append may have recorded it. */
  giveBack(): Promise<void>;
}

function createHolds(
  { claims, commandIndex }: Pick<LedgerParts, 'claims' | 'commandIndex'>,
  { command, commandId, stream }: Attempt,
): Holds {
  const claimant = { commandId, stream };
  let holdsCommand = false;
  let asked = false;
  let held: readonly Identifier[] = [];
  let kept = false;
  return {
    async holdCommand() {
      holdsCommand ||= (await asUnavailable(commandIndex.reserve(commandId, stream))) === stream;
      return holdsCommand;
    },
    async holdIdentifiers() {
      const wanted = identifiersOf(command);
      if (asked || wanted.length === 0) return [];
      const taken = await asUnavailable(claims.claimIdentifiers(claimant, wanted));
      asked = true;
      held = wanted.filter((identifier) => !taken.includes(identifier));
      return taken;
    },
    keep() {
      kept = true;
    },
    letGo() {
      kept = false;
    },
    async giveBack() {
      if (kept) return;
      const [identifiers, hadCommand] = [held, holdsCommand];
      held = [];
      holdsCommand = false;
      if (identifiers.length > 0) await asUnavailable(claims.releaseIdentifiers(claimant, identifiers));
      if (hadCommand) await asUnavailable(commandIndex.release(commandId, stream));
    },
  };
}

function identifiersOf(command: Command): readonly Identifier[] {
  switch (command.name) {
    case 'registerOrganization':
      return command.input.identifiers ?? [];
    case 'addOrganizationIdentifier':
      return [command.input.identifier];
    default:
      return [];
  }
}

/** Which streams have a first event. It only grows, so what was seen once is remembered. */
function createExistence(
  store: EventStore,
): (references: readonly Reference[]) => Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const MOST = 100_000;
  return async (references) => {
    const streams = [...new Set(references.map(({ kind, id }) => `${kind}-${id}`))];
    await Promise.all(
      streams.map(async (stream) => {
        if (seen.has(stream)) return;
        try {
          const events = await store.readStream(stream, 0, 'forwards', 1);
          if (events.length > 0) {
            if (seen.size >= MOST) seen.clear();
            seen.add(stream);
          }
        } catch (error) {
          if (!(error instanceof EventStoreError) || error.failure.kind !== 'STREAM_NOT_FOUND') throw error;
        }
      }),
    );
    return new Set(streams.filter((stream) => seen.has(stream)));
  };
}
