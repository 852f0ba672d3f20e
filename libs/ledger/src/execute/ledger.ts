import { isUuid, refuse, streamOf, type Command, type Refusal } from '@entente/domain';
import { EventStoreError, STALE_AFTER_MS, type EventStore } from '@entente/event-store';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Claims, CommandIndex } from '../claims/claims.js';
import { eventsDeleted, type Envelope } from '../envelope/envelope.js';
import type { EventReader } from '../read/event-reader.js';
import { createStreamReader, type StreamReader } from '../read/stream-reader.js';
import { openFields, type Opened } from '../vault/open-fields.js';
import type { Vault } from '../vault/vault.js';
import type { Attempt, Request } from './attempt.js';
import { createHolds } from './holds.js';
import { createRecordOnce } from './record-once.js';
import { digestOf, madeIdOf, normalizeInput } from './input.js';
import { createLookAcross, type Lookups } from './look-across.js';
import { asUnavailable } from './outage.js';
import type { Outcome } from './outcome.js';
import { createSealer } from './sealer.js';
import { createTurns } from './turns.js';

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
  /** The name by which people know it; null where it was given none. */
  readonly name: string | null;
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
  /** Why nothing may be recorded now; null where it may. `scripted` commands bring their own time. */
  readonly refusal?: (scripted: boolean) => Promise<Refusal | null>;
  /** Called with each outage when it begins, and with null when it is over. */
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
  /** Opens sealed fields of an event, by pointer. */
  open(envelope: Envelope, pointers: readonly string[]): Promise<ReadonlyMap<string, Opened>>;
}

/** Builds the command side from its parts. */
export function createLedger(parts: LedgerParts): Ledger {
  const { store, vault, identity } = parts;
  const reader = createStreamReader(store, parts.events);
  const lookAcross = createLookAcross({ ...parts, reader, timeZone: identity.timeZone });
  const seal = createSealer({ ...parts, ledgerId: identity.ledgerId });
  const recordOnce = createRecordOnce({ ...parts, reader, lookAcross, seal });
  const inTurn = createTurns();
  let loading = identity.demonstration;
  let outage: Outage | null = null;

  const report = (reason: string | null): void => {
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
      const refusal = await asUnavailable(parts.refusal?.(request.at !== undefined) ?? Promise.resolve(null));
      if (refusal) return refusal;
      const outcome = await inTurn(attempt.stream, () => tryToRecord(attempt));
      if (!outcome.refused && !outcome.repeated && outcome.events.length > 0) report(null);
      return outcome;
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      const { failure } = error;
      if (failure.kind === 'UNAVAILABLE') report(failure.reason);
      if (failure.kind === 'UNAVAILABLE') return refuse('STORE_UNAVAILABLE', null, { reason: failure.kind });
      if (failure.kind === 'STALE') return stale(failure.sealedAt);
      if (failure.kind === 'STREAM_DELETED') throw eventsDeleted(failure.stream, 0);
      if (failure.kind === 'TOO_LARGE')
        return refuse('LIMIT_EXCEEDED', null, {
          limit: 'EVENT_BYTES',
          most: failure.limit,
          bytes: failure.bytes,
        });
      throw error;
    }
  };

  /** It was sealed again and again: the store takes too long, or its clock is another one, which another try does not change. */
  const stale = (sealedAt: Date): Refusal =>
    parts.now().getTime() - sealedAt.getTime() > STALE_AFTER_MS
      ? refuse('STORE_UNAVAILABLE', null, { reason: 'STALE' })
      : refuse('CLOCK_UNTRUSTED', null, { reason: 'NOT_THE_STORES' });

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

  const open = async (
    envelope: Envelope,
    pointers: readonly string[],
  ): Promise<ReadonlyMap<string, Opened>> => {
    const sealed = pointers.filter((pointer) => envelope.personal[pointer]);
    const opened = await openFields(
      vault,
      sealed.map((pointer) => ({ envelope, pointer })),
    );
    return new Map(
      sealed.flatMap((pointer, index) => {
        const found = opened[index];
        return found ? [[pointer, found]] : [];
      }),
    );
  };

  return { identity, reader, isLoading, execute, open, outage: () => outage };
}
