import {
  inEffect,
  isCorrection,
  refuse,
  type Acceptance,
  type Confidential,
  type DraftEvent,
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
import { VaultKeyDamagedError, type KeyRequest, type Vault } from '../vault/vault.js';
import { personsIn, type Attempt } from './attempt.js';
import { eventIdOf } from './input.js';
import { asUnavailable } from './outage.js';

/** What a decision is in bytes: ready to append. */
export interface SealedEvents {
  readonly refused: false;
  readonly events: readonly NewEvent[];
  /** The same events as they will be read. */
  readonly read: readonly ReadEvent[];
  /** When they were sealed: their `recorded`. */
  readonly at: Date;
}

/** Seals what was decided on a stream's past; what the stored form does not take is refused, with the member at fault. */
export type Seal = (
  attempt: Attempt,
  decision: Acceptance,
  past: readonly RecordedEvent[],
) => Promise<SealedEvents | Refusal>;

/** Seals for one ledger. */
export function createSealer(parts: {
  readonly catalogue: Catalogue;
  readonly vault: Vault;
  readonly ledgerId: string;
  readonly now: () => Date;
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
  const validateCorrected = (history: readonly PastEvent[], drafts: readonly DraftEvent[]): void => {
    if (!drafts.some(isCorrection)) return;
    const made = drafts.map((draft, index) => ({
      ...draft,
      id: `draft ${index}`,
      order: history.length + index,
    }));
    const targets = new Set(drafts.map(({ data }) => (data as { readonly target?: string }).target));
    for (const { id, type, data } of inEffect([...history, ...made]))
      if (targets.has(id)) catalogue.validate(type, catalogue.currentVersion(type), data);
  };

  const seal: (...args: Parameters<Seal>) => Promise<SealedEvents> = async (attempt, decision, past) => {
    const { command, commandId, digest, stream, request } = attempt;
    const { actor } = request.caller;
    const last = past.at(-1);
    const now = request.at ?? parts.now();
    const lastRecorded = last ? new Date(last.envelope.recorded) : now;
    const at = lastRecorded > now ? lastRecorded : now;
    const evidence = command.input.evidence ?? [];
    const overrides = (command.input.overrides ?? []).filter(({ rule }) =>
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
    // Before keys are made: what is refused leaves none.
    for (const { type, version, data } of drafts) catalogue.validate(type, version, data);
    const history = pastEventsOf(past);
    validateCorrected(history, decision.events);
    const names = personsIn(attempt, history);
    const wanted = drafts.flatMap(({ confidential }) =>
      confidential.map(({ personId }): KeyRequest =>
        personId === undefined ? { kind: 'TEXT', names } : { kind: 'PERSON', personId },
      ),
    );
    const keys = (await asUnavailable(vault.keysFor(wanted)))[Symbol.iterator]();
    let rev = last?.envelope.rev ?? -1;
    let prev = last?.hash ?? null;
    const events: NewEvent[] = [];
    const read: ReadEvent[] = [];
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
        after: null,
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
        throw new SchemaError(type, version, problem, { problem: 'NOT_RECORDABLE', said: problem });
      const { bytes, hash } = sealBytes(envelope);
      prev = hash;
      events.push({ id: place.id, type, bytes });
      // From the bytes, as everybody else will read it: the order of its members is theirs too.
      read.push({ envelope: JSON.parse(bytes.toString('utf8')) as Envelope, hash });
    }
    return { refused: false, events, read, at };
  };

  return async (...args) => {
    try {
      return await seal(...args);
    } catch (error) {
      if (error instanceof VaultKeyDamagedError) return refuse('SEALED_UNREADABLE');
      if (!(error instanceof SchemaError)) throw error;
      return refuse('VALIDATION_FAILED', error.field, error.problem);
    }
  };
}
