import {
  inEffect,
  isCorrection,
  refuse,
  type Acceptance,
  type Confidential,
  type PastEvent,
  type Refusal,
} from '@entente/domain';
import type { NewEvent } from '@entente/event-store';
import { SchemaError, type Catalogue } from '../catalogue/catalogue.js';
import { envelopeProblem } from '../envelope/envelope-schema.js';
import {
  pastEventsOf,
  sealBytes,
  type Envelope,
  type RecordedEvent,
  type Sealed,
} from '../envelope/envelope.js';
import { sealField, type VaultKey } from '../envelope/sealing.js';
import type { ReadEvent } from '../read/event-reader.js';
import { PersonErasedError, VaultKeyDamagedError, type KeyRequest, type Vault } from '../vault/vault.js';
import { isNameOfPerson } from '../vault/name-of-person.js';
import { personsIn, type Attempt } from './attempt.js';
import { eventIdOf } from './input.js';
import { asUnavailable } from './outage.js';

/** A command and what was decided of it. */
export interface Decided {
  readonly attempt: Attempt;
  readonly decision: Acceptance;
}

/** What decisions are in bytes: ready to append. */
export interface SealedEvents {
  readonly refused: false;
  /** The events of each decision, in their order. */
  readonly events: readonly (readonly NewEvent[])[];
  /** The same events as they will be read. */
  readonly read: readonly (readonly ReadEvent[])[];
  /** When they were sealed: their `recorded`. */
  readonly at: Date;
}

/** What the stored form does not take, with the member at fault, and the place of the decision. */
export interface NotSealed {
  readonly refused: true;
  readonly refusal: Refusal;
  readonly index: number;
}

/** Seals what was decided on a stream's past, one decision upon the other. */
export type Seal = (
  decided: readonly Decided[],
  past: readonly RecordedEvent[],
) => Promise<SealedEvents | NotSealed>;

/** What a decision would record, as the deciders after it see it; `from` is the revision of the first event. */
export function assumed({ commandId }: Attempt, { events }: Acceptance, from: number): readonly PastEvent[] {
  return events.map(({ confidential: _confidential, documents: _documents, ...draft }, index) => ({
    ...draft,
    id: eventIdOf(commandId, index),
    order: from + index,
  }));
}

/** Seals for one ledger. */
export function createSealer(parts: {
  readonly catalogue: Catalogue;
  readonly vault: Vault;
  readonly ledgerId: string;
  readonly now: () => Date;
  /** The latest checkpoint that is known, as events name it; null where there is none. */
  readonly latestCheckpoint?: () => Promise<string | null>;
}): Seal {
  const { catalogue, vault, ledgerId } = parts;

  /** The sealed members of one event; takes the keys that it needs, in order. */
  const sealFields = (
    place: { readonly ledger: string; readonly id: string; readonly stream: string; readonly type: string },
    fields: readonly Confidential[],
    keys: Iterator<VaultKey>,
  ): Record<string, Sealed> => {
    const personal: Record<string, Sealed> = {};
    for (const { pointer, value } of fields) {
      if (!catalogue.isConfidential(place.type, pointer))
        throw new Error(`${pointer} of ${place.type} is not declared confidential in the catalogue`);
      const key = keys.next();
      if (key.done) throw new Error('the vault gave fewer keys than were asked for');
      personal[pointer] = sealField(value, { ...place, pointer }, key.value);
    }
    return personal;
  };

  /** What a correction leaves has to be what a record of its type may say: it is read by everybody from here on. */
  const validateCorrected = (history: readonly PastEvent[], made: readonly PastEvent[]): void => {
    if (!made.some(isCorrection)) return;
    const targets = new Set(made.map(({ data }) => (data as { readonly target?: string }).target));
    for (const { id, type, data } of inEffect([...history, ...made]))
      if (targets.has(id)) catalogue.validate(type, catalogue.currentVersion(type), data);
  };

  /** What a decision is before it is sealed; what is refused here leaves no keys. */
  const prepare = ({ attempt, decision }: Decided, history: readonly PastEvent[]) => {
    const evidence = attempt.command.input.evidence ?? [];
    const overrides = (attempt.command.input.overrides ?? []).filter(({ rule }) =>
      decision.overridden.some((overridden) => overridden === rule),
    );
    const shared: readonly Confidential[] = [
      ...evidence.flatMap(({ quote, note }, index) => [
        ...(quote === undefined ? [] : [{ pointer: `/provenance/${index}/quote`, value: quote }]),
        ...(note === undefined ? [] : [{ pointer: `/provenance/${index}/note`, value: note }]),
      ]),
      ...overrides.map(({ reason }, index) => ({ pointer: `/overrides/${index}/reason`, value: reason })),
    ];
    const drafts = decision.events.map((draft) => ({
      ...draft,
      version: catalogue.currentVersion(draft.type),
      confidential: [...draft.confidential, ...shared],
    }));
    for (const { type, version, data } of drafts) catalogue.validate(type, version, data);
    const made = assumed(attempt, decision, history.length);
    validateCorrected(history, made);
    return { attempt, decision, evidence, overrides, drafts, made, names: personsIn(attempt, history) };
  };

  const prepareAll = (decided: readonly Decided[], past: readonly RecordedEvent[]) => {
    let history: readonly PastEvent[] = pastEventsOf(past);
    return decided.map((one, index) => {
      try {
        const prepared = prepare(one, history);
        history = [...history, ...prepared.made];
        return prepared;
      } catch (error) {
        throw new NotSealedError(error, index);
      }
    });
  };

  /** Persons are found by the names that are sealed here, from here on. */
  const indexNames = async (fields: readonly Confidential[]): Promise<void> => {
    const names = fields.flatMap(({ pointer, personId, value }) =>
      personId !== undefined && typeof value === 'string' && isNameOfPerson(pointer)
        ? [{ personId, name: value }]
        : [],
    );
    if (names.length > 0) await asUnavailable(vault.indexNames(names));
  };

  const seal: (...args: Parameters<Seal>) => Promise<SealedEvents> = async (decided, past) => {
    const last = past.at(-1);
    const now = decided[0]?.attempt.request.at ?? parts.now();
    const lastRecorded = last ? new Date(last.envelope.recorded) : now;
    const at = lastRecorded > now ? lastRecorded : now;
    const prepared = prepareAll(decided, past);
    const wanted = prepared.flatMap(({ drafts, names }) =>
      drafts.flatMap(({ confidential }) =>
        confidential.map(({ personId }): KeyRequest =>
          personId === undefined ? { kind: 'TEXT', names } : { kind: 'PERSON', personId },
        ),
      ),
    );
    const keys = (await asUnavailable(vault.keysFor(wanted)))[Symbol.iterator]();
    const documents = prepared.flatMap(({ drafts }) => drafts.flatMap((draft) => draft.documents ?? []));
    // As keys are, they are durable before the events that speak of them.
    if (documents.length > 0)
      await asUnavailable(vault.keep(documents.map((text) => Buffer.from(text, 'utf8'))));
    const after = (await parts.latestCheckpoint?.()) ?? null;
    await indexNames(prepared.flatMap(({ drafts }) => drafts.flatMap(({ confidential }) => confidential)));
    let rev = last?.envelope.rev ?? -1;
    let prev = last?.hash ?? null;
    const events: NewEvent[][] = [];
    const read: ReadEvent[][] = [];
    for (const [order, { attempt, decision, evidence, overrides, drafts }] of prepared.entries()) {
      const { command, commandId, digest, stream, request } = attempt;
      const { actor } = request.caller;
      const [ownEvents, ownRead]: [NewEvent[], ReadEvent[]] = [[], []];
      for (const [index, { type, version, occurred, effective, data, confidential }] of drafts.entries()) {
        const place = { ledger: ledgerId, id: eventIdOf(commandId, index), stream, type };
        rev += 1;
        const envelope: Envelope = {
          v: 1,
          ...place,
          rev,
          schema: version,
          occurred,
          effective,
          recorded: at.toISOString(),
          actor,
          cause: {
            command: commandId,
            name: command.name,
            digest,
            correlation: null,
            causation: request.causation ?? null,
          },
          prev,
          after,
          provenance: evidence.map(({ sourceId, lines, kind }) => ({
            source: sourceId,
            from: lines?.from ?? null,
            to: lines?.to ?? null,
            kind: kind ?? 'STATED',
          })),
          overrides: overrides.map(({ rule }) => ({ rule, by: actor })),
          advice: [...new Set(decision.advice.map(({ rule }) => rule))],
          data: data as Envelope['data'],
          personal: sealFields(place, confidential, keys),
        };
        // What could not be read again would stop everyone who reads the log: it is not written.
        const problem = envelopeProblem(envelope);
        if (problem !== null)
          throw new NotSealedError(
            new SchemaError(type, version, problem, { problem: 'NOT_RECORDABLE', said: problem }),
            order,
          );
        const { bytes, hash } = sealBytes(envelope);
        prev = hash;
        ownEvents.push({ id: place.id, type, bytes });
        // From the bytes, as everybody else will read it: the order of its members is theirs too.
        ownRead.push({ envelope: JSON.parse(bytes.toString('utf8')) as Envelope, hash });
      }
      events.push(ownEvents);
      read.push(ownRead);
    }
    return { refused: false, events, read, at };
  };

  return async (...args) => {
    try {
      return await seal(...args);
    } catch (error) {
      if (error instanceof VaultKeyDamagedError)
        return { refused: true, refusal: refuse('SEALED_UNREADABLE'), index: 0 };
      if (error instanceof PersonErasedError)
        return { refused: true, refusal: refuse('ALREADY_ERASED', null, { id: error.personId }), index: 0 };
      if (!(error instanceof NotSealedError)) throw error;
      const { cause, index } = error;
      if (!(cause instanceof SchemaError)) throw cause;
      return { refused: true, refusal: refuse('VALIDATION_FAILED', cause.field, cause.problem), index };
    }
  };
}

/** Why a decision could not be sealed, and which one. */
class NotSealedError extends Error {
  constructor(
    override readonly cause: unknown,
    readonly index: number,
  ) {
    super('a decision could not be sealed');
  }
}
