import { ErasureRequested, PersonDataErased, erasureIn, readStream, streamNamed } from '@entente/domain';
import type { EventStore, Position } from '@entente/event-store';
import {
  CorruptEventError,
  ownCommandId,
  pastEventsOf,
  type ErasureOfPerson,
  type KeptFiles,
  type Ledger,
  type RecordedEvent,
  type Vault,
} from '@entente/ledger';
import type { Check, Logger } from '@entente/platform';
import { erasuresIn, type ReadModel } from '@entente/read-model';

/** Carries out the erasures that were asked for. */
export interface Erasures {
  /** Carries out whatever is asked for and not done yet; resolves with how many persons were erased. */
  look(): Promise<number>;
  /** Carries out at once what was just recorded; what fails is done by the next look. */
  onRecorded(events: readonly RecordedEvent[]): void;
  /** Makes a vault that is older than the log, because a copy was put back, forget again whom the log says is erased. */
  replay(): Promise<number>;
  /** Looks again from time to time. */
  start(): void;
  check(): Promise<Check>;
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;
const CALLER = { actor: 'system:erasure' };
/** Events read at once of the end of the log. */
const PAGE = 1_000;

/**
 * An erasure goes in steps, each of which may be done again: the request is in the log; the vault destroys the keys, and the names
 * by which the person is found with them; files go; the log says that it is done. Whatever stops it in between, the next look
 * begins again, since the request stands until the last step.
 */
export function createErasures(parts: {
  readonly vault: Pick<Vault, 'erase' | 'notErased'>;
  readonly files: Pick<KeptFiles, 'keysOf' | 'remove'>;
  readonly ledger: Pick<Ledger, 'identity' | 'reader' | 'execute'>;
  readonly store: Pick<EventStore, 'readAll'>;
  readonly readModel: Pick<ReadModel, 'ask' | 'projected'>;
  readonly log: Logger;
}): Erasures {
  const { vault, files, ledger, store, readModel, log } = parts;
  const { reader } = ledger;
  let stopped = false;
  let failure: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const underWay = new Map<string, Promise<boolean>>();

  /** The hashes under which sources keep a text and a file. */
  const documentsOf = async (sourceIds: readonly string[]): Promise<readonly string[]> => {
    const streams = await Promise.all(sourceIds.map((id) => reader.read(streamNamed('source', id))));
    return streams.flat().flatMap(({ envelope }) => {
      const { sha256 } = envelope.data as { readonly sha256?: unknown };
      return typeof sha256 === 'string' ? [sha256] : [];
    });
  };

  /** What goes with a person: the sources that the request names, and all that is sealed in the person's stream before it. */
  const whatGoes = async (personId: string): Promise<ErasureOfPerson> => {
    const events = await reader.read(streamNamed('person', personId));
    const erasure = erasureIn(pastEventsOf(events));
    const until = events.findIndex(({ envelope }) => envelope.id === erasure?.request);
    const sealed = events
      .slice(0, until + 1)
      .flatMap(({ envelope }) => Object.values(envelope.personal).map(({ kid }) => kid));
    const documents = await documentsOf(erasure?.sourceIds ?? []);
    return { personId, documents, keys: [...new Set([...sealed, ...(await files.keysOf(documents))])] };
  };

  const destroy = async (erasure: ErasureOfPerson) => {
    const destroyed = await vault.erase(erasure);
    await files.remove(erasure.documents);
    return destroyed;
  };

  const carryOut = async (personId: string): Promise<boolean> => {
    const erasure = erasureIn(pastEventsOf(await reader.read(streamNamed('person', personId))));
    if (!erasure || erasure.done) return false;
    const { request } = erasure;
    const { key, otherKeys } = await destroy(await whatGoes(personId));
    const outcome = await ledger.execute(
      { name: 'completeErasure', input: { personId, request, otherKeys, ...(key !== null && { key }) } },
      {
        commandId: ownCommandId(ledger.identity.ledgerId, `erase:${request}`),
        caller: CALLER,
        causation: request,
      },
    );
    if (outcome.refused) throw new Error(`the erasure of ${personId} was not recorded: ${outcome.code}`);
    log.info('The data of a person were erased.', { person: personId, otherKeys });
    return true;
  };

  /** One at a time for each person. */
  const once = (personId: string): Promise<boolean> => {
    const running = underWay.get(personId) ?? carryOut(personId).finally(() => underWay.delete(personId));
    underWay.set(personId, running);
    return running;
  };

  const look = async (): Promise<number> => {
    let count = 0;
    try {
      for (const { stream, done } of await readModel.ask(erasuresIn)) {
        if (stopped) return count;
        if (!done && (await once(personIn(stream)))) count += 1;
      }
      failure = null;
    } catch (error) {
      failed(error);
    }
    return count;
  };

  const failed = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    const known = reason === failure;
    failure = reason;
    if (!stopped && !known) log.error('An erasure could not be carried out; it is tried again.', { reason });
  };

  /** Persons who are erased by the end of the log that the read model has not read. */
  const erasedSince = async (position: bigint): Promise<readonly string[]> => {
    const filter = { streamPrefixes: ['person-'], types: [PersonDataErased.type] };
    const found: string[] = [];
    let after: Position | null = position < 0n ? null : { commit: position, prepare: position };
    for (;;) {
      const events = await store.readAll(after, filter, PAGE);
      found.push(...events.map(({ stream }) => personIn(stream)));
      after = events.at(-1)?.position ?? after;
      if (events.length < PAGE) return found;
    }
  };

  return {
    look,
    onRecorded(events) {
      for (const { envelope } of events)
        if (envelope.type === ErasureRequested.type) once(personIn(envelope.stream)).catch(failed);
    },
    async replay() {
      const { position } = await readModel.projected();
      const known = (await readModel.ask(erasuresIn)).filter(({ done }) => done);
      const erased = [...known.map(({ stream }) => personIn(stream)), ...(await erasedSince(position))];
      const again = await vault.notErased([...new Set(erased)]);
      for (const personId of again) {
        const erasure = await whatGoes(personId).catch((error: unknown) => {
          // A stream that is damaged is no reason to keep the keys of somebody who was erased.
          if (error instanceof CorruptEventError) return { personId, documents: [], keys: [] };
          throw error;
        });
        await destroy(erasure);
      }
      if (again.length > 0)
        log.warn(
          'The vault held keys of persons who were erased: an older copy of it was put back. They were destroyed again.',
          {
            persons: again.length,
          },
        );
      return again.length;
    },
    start() {
      timer = setInterval(() => void look(), EVERY_MS);
      timer.unref();
      void look();
    },
    async check() {
      // Where no worker runs nothing else would look again.
      if (failure !== null) await look();
      if (failure === null) return { ok: true };
      return {
        ok: false,
        reason: 'an erasure that was asked for could not be carried out; the log says why',
      };
    },
    async stop() {
      stopped = true;
      if (timer) clearInterval(timer);
      await Promise.allSettled(underWay.values());
    },
  };
}

function personIn(stream: string): string {
  return readStream(stream)?.id ?? stream;
}
