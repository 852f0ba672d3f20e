import { refuse, type Command, type Refusal } from '@entente/domain';
import { EventStoreError, STALE_AFTER_MS, type EventStore } from '@entente/event-store';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Claims, CommandIndex } from '../claims/claims.js';
import { eventsDeleted, type Envelope, type RecordedEvent } from '../envelope/envelope.js';
import type { EventReader } from '../read/event-reader.js';
import { createStreamReader, type StreamReader } from '../read/stream-reader.js';
import { openFields, type Opened } from '../vault/open-fields.js';
import type { Vault } from '../vault/vault.js';
import { attemptAt, type Attempt, type Request, type Requested } from './attempt.js';
import { createHolds } from './holds.js';
import { createRecordOnce } from './record-once.js';
import { createKnownSubjects, createLookAcross, type Lookups } from './look-across.js';
import { asUnavailable } from './outage.js';
import type { Outcome, OutcomeTogether, Recorded, RefusedTogether } from './outcome.js';
import { prepared } from './prepared.js';
import { createRehearsal, type Rehearsal, type Rehearsed } from './rehearse.js';
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
  /** When it was opened. */
  readonly openedAt: Date;
}

export interface LedgerParts {
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  /** Shared with whoever projects what is recorded here: what was sealed need not be checked again when it comes back. */
  readonly events: EventReader;
  /** Where others read the same streams: what one of them has read, the others need not. */
  readonly reader?: StreamReader;
  readonly vault: Vault;
  readonly claims: Claims;
  readonly commandIndex: CommandIndex;
  readonly lookups: Lookups;
  readonly identity: LedgerIdentity;
  readonly now: () => Date;
  /** The latest checkpoint that is known, as events name it; null where none was signed. Absent: none ever is. */
  readonly latestCheckpoint?: () => Promise<string | null>;
  /** Why nothing may be recorded now; null where it may. `scripted` commands bring their own time. */
  readonly refusal?: (scripted: boolean) => Promise<Refusal | null>;
  /** Called with what was just recorded, once it is durable. */
  readonly onRecorded?: (events: readonly RecordedEvent[]) => void;
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
  /**
   * Judges commands of one stream in their order, each upon those before it, and records them in one append, all or none.
   * Those that were recorded before answer as the first time.
   */
  executeTogether(commands: readonly Requested[]): Promise<OutcomeTogether>;
  /** What would come of some commands, each as if those before it were recorded; writes nothing. */
  rehearse(commands: readonly Requested[]): Promise<readonly Rehearsed[]>;
  /** Begins a rehearsal of so many commands that they are not held at once; writes nothing. */
  rehearsal(): Rehearsal;
  /** What kept the last command from being recorded, when it failed for want of something outside; null when none did. */
  outage(): Outage | null;
  /** Opens sealed fields of an event, by pointer. */
  open(envelope: Envelope, pointers: readonly string[]): Promise<ReadonlyMap<string, Opened>>;
}

/** Builds the command side from its parts. */
export function createLedger(parts: LedgerParts): Ledger {
  const { store, vault, identity } = parts;
  const reader = parts.reader ?? createStreamReader(store, parts.events);
  const { ledgerId, timeZone } = identity;
  const known = createKnownSubjects(store, parts.events);
  const lookAcross = createLookAcross({ ...parts, known, reader, edges: parts.claims, timeZone });
  const rehearsal = (): Rehearsal => createRehearsal({ ...parts, known, reader, ledgerId, timeZone });
  const rehearse = async (commands: readonly Requested[]): Promise<readonly Rehearsed[]> => {
    const begun = rehearsal();
    const rehearsed: Rehearsed[] = [];
    for await (const command of prepared(commands, (one) => [one], begun))
      rehearsed.push(await begun.judge(command));
    return rehearsed;
  };
  const seal = createSealer({ ...parts, ledgerId });
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

  const executeTogether = async (commands: readonly Requested[]): Promise<OutcomeTogether> => {
    const attempts: Attempt[] = [];
    for (const [index, asked] of commands.entries()) {
      const attempt = attemptAt(asked);
      if ('refused' in attempt) return { refused: true, refusal: attempt, index };
      const refusal = notTogether(attempt, attempts);
      if (refusal) return { refused: true, refusal, index };
      attempts.push(attempt);
    }
    const [first, ...rest] = attempts;
    if (!first) return { refused: false, outcomes: [] };
    const none = (refusal: Refusal): RefusedTogether => ({ refused: true, refusal, index: null });
    try {
      const { at } = first.request;
      if (!at && (await isLoading())) return none(refuse('STORE_UNAVAILABLE', null, { reason: 'loading' }));
      const refusal = await asUnavailable(parts.refusal?.(at !== undefined) ?? Promise.resolve(null));
      if (refusal) return none(refusal);
      const outcome = await inTurn(first.stream, () => tryToRecord([first, ...rest]));
      const events = outcome.refused
        ? []
        : outcome.outcomes.flatMap((one) => (one.repeated ? [] : one.events));
      if (events.length > 0) {
        report(null);
        parts.onRecorded?.(events);
      }
      return outcome;
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      return none(refusalOf(error));
    }
  };

  const execute = async (command: Command, request: Request): Promise<Outcome> => {
    const outcome = await executeTogether([{ command, request }]);
    return outcome.refused ? outcome.refusal : (outcome.outcomes[0] as Recorded);
  };

  /** The refusal of what the store could not do. @throws what no caller can mend */
  const refusalOf = (error: EventStoreError): Refusal => {
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
  };

  /** It was sealed again and again: the store takes too long, or its clock is another one, which another try does not change. */
  const stale = (sealedAt: Date): Refusal =>
    parts.now().getTime() - sealedAt.getTime() > STALE_AFTER_MS
      ? refuse('STORE_UNAVAILABLE', null, { reason: 'STALE' })
      : refuse('CLOCK_UNTRUSTED', null, { reason: 'NOT_THE_STORES' });

  const tryToRecord = async (attempts: readonly [Attempt, ...Attempt[]]): Promise<OutcomeTogether> => {
    const held = (attempt: Attempt) => ({ attempt, holds: createHolds(parts, attempt) });
    const [first, ...rest] = attempts;
    const asked = [held(first), ...rest.map(held)] as const;
    try {
      return await recordOnce(first.stream, asked);
    } catch (error) {
      // What failed tells more than that something could not be given back; that is taken over after an hour.
      for (const { holds } of asked) await holds.giveBack().catch(() => {});
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

  return {
    identity,
    reader,
    isLoading,
    execute,
    executeTogether,
    rehearse,
    rehearsal,
    open,
    outage: () => outage,
  };
}

/** Commands that are recorded together are of one stream, each with an id of its own. */
function notTogether({ commandId, stream }: Attempt, before: readonly Attempt[]): Refusal | null {
  if (before.some((other) => other.commandId === commandId)) return refuse('COMMAND_ID_REUSED', 'commandId');
  const [first] = before;
  return first && first.stream !== stream
    ? refuse('VALIDATION_FAILED', null, { problem: 'OTHER_STREAM', stream, first: first.stream })
    : null;
}
