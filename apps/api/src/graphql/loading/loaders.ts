import { permissionsOf, type Access, type Caller } from '@entente/access';
import { isOf, RECTIFIED, type EventOf, type Fact, type Json, type Patch } from '@entente/domain';
import type { EventStore, StoredEvent } from '@entente/event-store';
import {
  asUnavailable,
  pastEventOf,
  type Envelope,
  type SealedField,
  type StreamReader,
  type Vault,
} from '@entente/ledger';
import {
  eventsByIds,
  eventsByPlace,
  type AsOf,
  type CorrectedEventRow,
  type ReadModel,
  type SourceRow,
  knownAtPositions,
} from '@entente/read-model';
import DataLoader from 'dataloader';
import { eventNodeOfRow, type EventNode } from '../event/event-node.js';
import type { Budget } from '../limits/budget.js';
import { KeyedLoaders } from './keyed-loaders.js';
import { openSealed, openTexts } from './sealed.js';
import { nameOf, readStored, type Place } from './stored.js';

/** What the loaders read from. */
export interface LoaderSources {
  readonly readModel: ReadModel;
  readonly vault: Vault;
  readonly reader: StreamReader;
  readonly access: Pick<Access, 'namesOf'>;
  readonly store: Pick<EventStore, 'readStream'>;
}

/** The most persons whose names are opened to answer one search. */
const MOST_PERSONS = 500;

/** What a source says of itself. */
export type Deposited = Pick<SourceRow, 'deposit' | 'annulled' | 'event_id' | 'text_lines'>;

/**
 * Everything that a field may need, loaded for a whole operation at once: the number of statements does not grow with the
 * length of a list.
 */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Makes the loaders of one operation.
 *
 * @param options `cache` is false for a subscription, which lives long and would remember for ever; `budget` is what the
 * answer may still hold
 */
export function createLoaders(
  sources: LoaderSources,
  caller: Caller | null,
  { cache, budget }: { readonly cache: boolean; readonly budget: Budget },
) {
  const { readModel, vault, reader, access, store } = sources;
  const readsConfidential = caller !== null && permissionsOf(caller.role).readsConfidential;

  const keyed = new KeyedLoaders({ readModel, cache });
  const events = onceAsked(
    () =>
      new DataLoader<string, EventNode | null>(
        async (ids) => {
          const rows = await readModel.ask((db) => eventsByIds(db, ids));
          const known = new Map(rows.map((row) => [row.id, eventNodeOfRow(row)]));
          return ids.map((id) => known.get(id) ?? null);
        },
        { cache },
      ),
  );
  const places = onceAsked(
    () =>
      new DataLoader<{ readonly stream: string; readonly revision: number }, EventNode | null, string>(
        async (wanted) => {
          const rows = await readModel.ask((db) => eventsByPlace(db, wanted));
          const known = new Map(
            rows.map((row) => [`${row.envelope.stream}@${row.envelope.rev}`, eventNodeOfRow(row)]),
          );
          return wanted.map(({ stream, revision }) => known.get(`${stream}@${revision}`) ?? null);
        },
        { cacheKeyFn: ({ stream, revision }) => `${stream}@${revision}`, cache },
      ),
  );
  const stored = onceAsked(
    () =>
      new DataLoader<Place, StoredEvent | null, string>((wanted) => readStored(store, wanted), {
        cacheKeyFn: nameOf,
        cache,
      }),
  );
  const fields = onceAsked(
    () =>
      new DataLoader<SealedField, Json | null, string>((wanted) => openSealed(vault, wanted), {
        cacheKeyFn: ({ envelope, pointer }) => `${envelope.id}${pointer}`,
        cache,
      }),
  );
  const texts = onceAsked(
    () =>
      new DataLoader<string, string | null>((hashes) => openTexts(vault, hashes, budget.charactersLeft), {
        cache,
      }),
  );
  const known = onceAsked(
    () =>
      new DataLoader<bigint, Date | null>(
        async (positions) => {
          const times = await readModel.ask((db) => knownAtPositions(db, positions));
          return positions.map((position) => times.get(position) ?? null);
        },
        { cache },
      ),
  );
  const tokenNames = onceAsked(
    () =>
      new DataLoader<string, string | null>(
        async (tokenIds) => {
          const names = await access.namesOf(tokenIds);
          return tokenIds.map((tokenId) => names.get(tokenId) ?? null);
        },
        { cache },
      ),
  );
  const event = async (id: string): Promise<EventNode> => {
    const found = await events().load(id);
    if (!found) throw new Error(`the read model names event ${id} and does not hold it`);
    return found;
  };
  let head: Promise<bigint> | null = null;
  const sealed = (envelope: SealedField['envelope'], pointer: string): Promise<Json | null> =>
    readsConfidential && envelope.personal[pointer]
      ? fields().load({ envelope, pointer })
      : Promise.resolve(null);
  const current = async (asOf: AsOf, id: string): Promise<EventNode> => {
    const [recorded, row] = await Promise.all([event(id), keyed.corrected(asOf, id)]);
    return { ...recorded, asOf, envelope: correctedEnvelope(recorded.envelope, row) };
  };

  return Object.assign(keyed, {
    /** True when the caller may see what is sealed, and what else is not for everybody. */
    readsConfidential,
    /** Whom or what the token of an actor was made for; null where the caller may not see it, and for the ledger itself. */
    actorName: async (actor: string): Promise<string | null> => {
      const [, tokenId] = /^[a-z]+:([0-9a-f]{16})$/.exec(actor) ?? [];
      return readsConfidential && tokenId !== undefined ? tokenNames().load(tokenId) : null;
    },
    /** The projected head, the same for a whole operation. */
    head: (): Promise<bigint> => (head ??= readModel.head()),
    /** The knowledge time at a position; null before the first event. */
    knownAt: (position: bigint): Promise<Date | null> => known().load(position),

    /** An event by its id. @throws when there is none: an id that the read model gave must be in its log. */
    event,
    /** An event by its id; null where there is none. */
    findEvent: (id: string): Promise<EventNode | null> => events().load(id),
    /** An event in an answer for some dates. */
    eventAt: async (asOf: AsOf, id: string): Promise<EventNode> => ({ ...(await event(id)), asOf }),
    /** The event at a place of a stream, in an answer for some dates; null where none was known there then. */
    eventAtPlace: async (asOf: AsOf, stream: string, revision: number): Promise<EventNode | null> => {
      const found = await places().load({ stream, revision });
      return found && found.commit <= asOf.position ? { ...found, asOf } : null;
    },
    /** An event as it is stored; null where there is none at that place of the log. */
    stored: (place: Place): Promise<StoredEvent | null> => stored().load(place),
    /** An event with the dates and data that corrections in effect then give it; one that is annulled, as it last was. */
    current,
    /** A sealed field of an event as corrections have it then; null also where one has taken it away. */
    sealedNow: async (asOf: AsOf, id: string, pointer: string): Promise<Json | null> => {
      const [recorded, row] = await Promise.all([event(id), keyed.corrected(asOf, id)]);
      const directives = await Promise.all((row?.directives ?? []).map((one) => event(one)));
      const covering = directives.findLast(({ envelope }) => coversPointer(envelope, pointer));
      return covering ? sealed(covering.envelope, `/data/set${pointer}`) : sealed(recorded.envelope, pointer);
    },
    /** Since when the ledger knows what it recorded at a position that a row of the read model names. */
    knownSince: async (position: string): Promise<Date> => {
      const since = await known().load(BigInt(position));
      if (!since) throw new Error(`the read model names position ${position} and has no event up to there`);
      return since;
    },
    /** What an event of a type says, as it is corrected then. @throws when it is of another type: whoever asks has its id from rows of that type */
    fact: async <F extends Fact>(of: F, asOf: AsOf, id: string): Promise<EventOf<F>> => {
      const fact = pastEventOf((await current(asOf, id)).envelope);
      if (!isOf(of, fact)) throw new Error(`event ${id} is a ${fact.type}, not a ${of.type}`);
      return fact;
    },
    /** Makes an event known that did not come from the read model. */
    primeEvent: (event: EventNode): void => {
      events().prime(event.id, event);
    },
    /** What was deposited under an id, as it is corrected then, and whether the deposit is annulled; null when nothing was. */
    deposit: async (asOf: AsOf, id: string): Promise<Deposited | null> =>
      (await keyed.projectedDeposit(asOf, id)) ?? depositInLog(reader, id),
    /**
     * The text that is kept under a hash, charged by its length each time that it is asked for; null where the caller may not
     * see it, where none is kept, after erasure, and once the answer is given up.
     */
    text: async (hash: string): Promise<string | null> => {
      if (!readsConfidential || budget.exceeded) return null;
      const text = await texts().load(hash);
      if (text === null || budget.exceeded) return null;
      budget.spendCharacters(text.length);
      return text;
    },
    /** Persons who may be meant by a text; names are opened elsewhere. */
    personsFound: (text: string): Promise<readonly string[]> =>
      readsConfidential ? asUnavailable(vault.findPersons(text, MOST_PERSONS)) : Promise.resolve([]),
    /** A sealed field of an event; null where the caller may not see it, where there is none, and after erasure. */
    sealed,
  });
}

/** Made when it is first asked for. */
function onceAsked<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** A source that was deposited a moment ago may be cited before it is projected: the log has it. */
async function depositInLog(reader: StreamReader, id: string): Promise<Deposited | null> {
  const [first] = await reader.read(`source-${id}`);
  if (!first) return null;
  const { envelope } = first;
  const deposit = envelope.data as unknown as SourceRow['deposit'];
  return {
    deposit,
    annulled: false,
    event_id: envelope.id,
    text_lines: deposit.lines ?? null,
  };
}

/** An envelope with the dates and data that corrections give it. */
function correctedEnvelope(envelope: Envelope, row: CorrectedEventRow | null): Envelope {
  if (!row?.data) return envelope;
  return {
    ...envelope,
    occurred: row.occurred ?? envelope.occurred,
    effective: row.effective ?? envelope.effective,
    data: row.data,
  };
}

/** Whether a rectification sets or takes away what a sealed field lies in, or has the field itself. */
function coversPointer({ type, data, personal }: Envelope, pointer: string): boolean {
  if (type !== RECTIFIED) return false;
  if (personal[`/data/set${pointer}`]) return true;
  const { set = {}, removed = [] } = data as unknown as Patch;
  const [, part = '', member = ''] = pointer.split('/');
  if (part === 'occurred' || part === 'effective') return set[part] !== undefined;
  return removed.includes(member) || (set.data !== undefined && member in set.data);
}
