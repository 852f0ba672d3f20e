import { permissionsOf, type Access, type Caller } from '@entente/access';
import {
  isOf,
  RECTIFIED,
  type EventOf,
  type Fact,
  type Json,
  type Patch,
  type ResolutionStage,
} from '@entente/domain';
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
  agreementsByIds,
  correctedEvents,
  amendmentsOf,
  annualsOf,
  bylawsOf,
  committeesByIds,
  conflictsOf,
  countCommitteesOf,
  countResolutionsOf,
  firstCommitteesOf,
  firstResolutionsOf,
  mandatesOfCommittees,
  outcomesOf,
  programmesByIds,
  projectsByIds,
  resolutionsByIds,
  rulesOfProgrammes,
  type ResolutionRow,
  contentsOf,
  eventsByIds,
  eventsByPlace,
  firstEventsOf,
  type HistoryAsked,
  fundingsByIds,
  commitmentsOf,
  envelopesByIds,
  indicatorsOf,
  flagFactsOf,
  intentsOf,
  designationsOf,
  disputesOfEvents,
  disputesOfStreams,
  leadsOf,
  mergersInto,
  mergersOf,
  meetingsByIds,
  missionResultsOf,
  missionsByIds,
  openingsOf,
  namesOf,
  organizationsByIds,
  participationsOf,
  passedOverOf,
  personsByIds,
  relationsOf,
  reviewsOf,
  rolesInOrganizations,
  rolesOfPersons,
  sameNamesAs,
  sourcesByIds,
  sourcesCitedBy,
  statusesOf,
  statusLinesOf,
  recordingsOf,
  supersededBy,
  supersededWith,
  suspensionsOf,
  termsOf,
  textsOf,
  treesOf,
  type AgreementsOf,
  type AsOf,
  type CorrectedEventRow,
  type Db,
  type EventRow,
  type FundingRow,
  type MeetingRow,
  type MeetingState,
  type ParticipationRole,
  type ReadModel,
  type SourceRow,
  type TreeRow,
  awardedOn,
  countAgreementsOf,
  countsOn,
  countOrganizations,
  totalsOn,
  type Counting,
  type Total,
  countCitationsOf,
  countEventsOf,
  firstCitationsOf,
  type CitationRow,
  countFundingsOf,
  countMeetingsOf,
  firstAgreementsOf,
  firstFundingsOf,
  firstMeetingsOf,
  knownAtPositions,
  type Nested,
} from '@entente/read-model';
import DataLoader from 'dataloader';
import { eventNodeOfRow, type EventNode } from '../event/event-node.js';
import type { Budget } from '../limits/budget.js';
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

/** Loads one value an id, for the dates of an answer. */
export type AsOfLoad<T> = (asOf: AsOf, id: string) => Promise<T>;

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

  /** A loader that groups what it is asked by the dates, and by whatever else must be the same in one statement. */
  function grouped<T, G extends object>(
    read: (db: Db, ids: readonly string[], group: G) => Promise<(id: string) => T>,
    keyOf: (group: G) => string,
  ): (group: G, id: string) => Promise<T> {
    // What is asked again before its statement goes out is the same promise: a long answer names one thing a thousand times.
    const asked = new Map<string, Map<string, Promise<T>>>();
    const loader = whenAsked(
      () =>
        new DataLoader<{ readonly group: G; readonly id: string }, T, string>(
          async (keys) => {
            asked.clear();
            const groups = new Map<string, { readonly group: G; readonly ids: Set<string> }>();
            for (const { group, id } of keys) {
              const name = keyOf(group);
              const known = groups.get(name);
              if (known) known.ids.add(id);
              else groups.set(name, { group, ids: new Set([id]) });
            }
            const answers = new Map(
              await Promise.all(
                [...groups].map(
                  async ([name, { group, ids }]) =>
                    [name, await readModel.ask((db) => read(db, [...ids], group))] as const,
                ),
              ),
            );
            return keys.map(({ group, id }) => {
              const answer = answers.get(keyOf(group));
              if (!answer) throw new Error('a group of keys was not answered');
              return answer(id);
            });
          },
          {
            cacheKeyFn: ({ group, id }) => `${keyOf(group)}|${id}`,
            cache,
          },
        ),
    );
    return (group, id) => {
      const name = keyOf(group);
      const ofGroup = asked.get(name) ?? new Map<string, Promise<T>>();
      const known = ofGroup.get(id);
      if (known) return known;
      const loading = loader().load({ group, id });
      asked.set(name, ofGroup.set(id, loading));
      return loading;
    };
  }

  function one<R>(
    read: (db: Db, ids: readonly string[], asOf: AsOf) => Promise<readonly R[]>,
    idOf: (row: R) => string,
  ): AsOfLoad<R | null> {
    return grouped(async (db, ids, asOf: AsOf) => {
      const rows = new Map((await read(db, ids, asOf)).map((row) => [idOf(row), row]));
      return (id) => rows.get(id) ?? null;
    }, asOfKey);
  }

  function many<R>(
    read: (db: Db, ids: readonly string[], asOf: AsOf) => Promise<readonly R[]>,
    idOf: (row: R) => string,
  ): AsOfLoad<readonly R[]> {
    return grouped(async (db, ids, asOf: AsOf) => {
      const rows = Map.groupBy(await read(db, ids, asOf), idOf);
      return (id) => rows.get(id) ?? [];
    }, asOfKey);
  }

  function nested<T, G extends Paged>(
    read: (db: Db, ids: readonly string[], group: G) => Promise<readonly Nested<T>[]>,
    keyOf: (group: G) => string,
  ): (group: G, id: string) => Promise<readonly Nested<T>[]> {
    return grouped(async (db, ids, group: G) => {
      const rows = Map.groupBy(await read(db, ids, group), ({ parent }) => parent);
      return (id) => rows.get(id) ?? [];
    }, keyOf);
  }

  const events = whenAsked(
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
  const places = whenAsked(
    () =>
      new DataLoader<{ readonly stream: string; readonly revision: number }, EventNode | null, string>(
        async (wanted) => {
          const rows = await readModel.ask((db) => eventsByPlace(db, wanted));
          const known = new Map(rows.map((row) => [`${row.stream}@${row.revision}`, eventNodeOfRow(row)]));
          return wanted.map(({ stream, revision }) => known.get(`${stream}@${revision}`) ?? null);
        },
        { cacheKeyFn: ({ stream, revision }) => `${stream}@${revision}`, cache },
      ),
  );
  const stored = whenAsked(
    () =>
      new DataLoader<Place, StoredEvent | null, string>((wanted) => readStored(store, wanted), {
        cacheKeyFn: nameOf,
        cache,
      }),
  );
  const deposits = one(sourcesByIds, ({ source_id }) => source_id);
  const fields = whenAsked(
    () =>
      new DataLoader<SealedField, Json | null, string>((wanted) => openSealed(vault, wanted), {
        cacheKeyFn: ({ envelope, pointer }) => `${envelope.id}${pointer}`,
        cache,
      }),
  );
  const texts = whenAsked(
    () =>
      new DataLoader<string, string | null>((hashes) => openTexts(vault, hashes, budget.charactersLeft), {
        cache,
      }),
  );
  const known = whenAsked(
    () =>
      new DataLoader<bigint, Date | null>(
        async (positions) => {
          const times = await readModel.ask((db) => knownAtPositions(db, positions));
          return positions.map((position) => times.get(position) ?? null);
        },
        { cache },
      ),
  );
  const tokenNames = whenAsked(
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
  const corrected = one(correctedEvents, ({ event_id }) => event_id);
  const sealed = (envelope: SealedField['envelope'], pointer: string): Promise<Json | null> =>
    readsConfidential && envelope.personal[pointer]
      ? fields().load({ envelope, pointer })
      : Promise.resolve(null);
  const current = async (asOf: AsOf, id: string): Promise<EventNode> => {
    const [recorded, row] = await Promise.all([event(id), corrected(asOf, id)]);
    return { ...recorded, asOf, envelope: correctedEnvelope(recorded.envelope, row) };
  };

  return {
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

    agreement: one(agreementsByIds, ({ agreement_id }) => agreement_id),
    status: one(statusesOf, ({ agreement_id }) => agreement_id),
    statusLine: many(statusLinesOf, ({ agreement_id }) => agreement_id),
    recordings: many(recordingsOf, ({ stream }) => stream),
    flagFacts: one(flagFactsOf, ({ agreementId }) => agreementId),
    participations: many(participationsOf, ({ agreement_id }) => agreement_id),
    leads: many(leadsOf, ({ agreement_id }) => agreement_id),
    terms: many(termsOf, ({ agreement_id }) => agreement_id),
    suspensions: many(suspensionsOf, ({ agreement_id }) => agreement_id),
    supersededBy: one(supersededBy, ({ agreement_id }) => agreement_id),
    supersedes: many(supersededWith, ({ successor_id }) => successor_id),
    content: one(contentsOf, ({ agreement_id }) => agreement_id),
    amendments: many(amendmentsOf, ({ agreement_id }) => agreement_id),
    reviews: many(reviewsOf, ({ agreement_id }) => agreement_id),
    opening: one(openingsOf, ({ agreement_id }) => agreement_id),
    texts: many(textsOf, ({ agreement_id }) => agreement_id),
    passedOver: many(passedOverOf, ({ agreement_id }) => agreement_id),
    disputesOfStream: many(disputesOfStreams, ({ stream }) => stream),
    disputesOfEvent: many(disputesOfEvents, ({ named }) => named),
    intents: many(intentsOf, ({ agreement_id }) => agreement_id),
    sourcesCited: many(sourcesCitedBy, ({ agreement_id }) => agreement_id),
    organization: one(organizationsByIds, ({ organization_id }) => organization_id),
    names: many(namesOf, ({ organization_id }) => organization_id),
    sameNames: many(sameNamesAs, ({ organizationId }) => organizationId),
    tree: grouped(async (db, ids, asOf: AsOf) => {
      const trees = new Map((await treesOf(db, ids, asOf)).map((tree) => [tree.id, tree]));
      return (id): TreeRow => trees.get(id) ?? { id, root: id, members: [id] };
    }, asOfKey),
    mergedInto: one(mergersOf, ({ predecessor_id }) => predecessor_id),
    mergers: many(mergersInto, ({ organization_id }) => organization_id),
    relations: many(relationsOf, ({ organization_id }) => organization_id),
    designations: many(designationsOf, ({ organization_id }) => organization_id),
    rolesIn: many(rolesInOrganizations, ({ organization_id }) => organization_id ?? ''),
    person: one(personsByIds, ({ person_id }) => person_id),
    rolesOf: many(rolesOfPersons, ({ person_id }) => person_id),
    meeting: one(meetingsByIds, ({ meeting_id }) => meeting_id),
    funding: one(fundingsByIds, ({ funding_id }) => funding_id),
    envelope: one(envelopesByIds, ({ envelope_id }) => envelope_id),
    commitments: many(commitmentsOf, ({ envelope_id }) => envelope_id),
    indicators: one(indicatorsOf, ({ funding_id }) => funding_id),
    missionResults: many(missionResultsOf, ({ mission_id }) => mission_id),
    mission: one(missionsByIds, ({ mission_id }) => mission_id),
    committee: one(committeesByIds, ({ committee_id }) => committee_id),
    bylaw: one(bylawsOf, ({ committee_id }) => committee_id),
    mandates: many(mandatesOfCommittees, ({ committee_id }) => committee_id),
    conflicts: many(conflictsOf, ({ committee_id }) => committee_id),
    resolution: one(resolutionsByIds, ({ resolution_id }) => resolution_id),
    project: one(projectsByIds, ({ project_id }) => project_id),
    programme: one(programmesByIds, ({ programme_id }) => programme_id),
    rules: many(rulesOfProgrammes, ({ programme_id }) => programme_id),
    outcomes: many(outcomesOf, ({ programme_id }) => programme_id),
    annuals: many(annualsOf, ({ programme_id }) => programme_id),

    firstCommittees: nested<string, Paged>(
      (db, ids, { asOf, first }) => firstCommitteesOf(db, ids, asOf, first),
      pagedKey,
    ),
    committeeCount: grouped(async (db, ids, asOf: AsOf) => {
      const counts = await countCommitteesOf(db, ids, asOf);
      return (id) => counts.get(id) ?? 0;
    }, asOfKey),
    firstResolutions: nested<ResolutionRow, Paged & Decided>(
      (db, ids, { asOf, first, state }) => firstResolutionsOf(db, ids, state, asOf, first),
      (group) => `${pagedKey(group)}|${group.state}`,
    ),
    resolutionCount: grouped(
      async (db, ids, { asOf, state }: { readonly asOf: AsOf } & Decided) => {
        const counts = await countResolutionsOf(db, ids, state, asOf);
        return (id) => counts.get(id) ?? 0;
      },
      ({ asOf, state }) => `${asOfKey(asOf)}|${state}`,
    ),

    counts: grouped(
      async (db, days, { filterName: _name, ...counting }: Counting & { readonly filterName: string }) => {
        const counts = await countsOn(db, days, counting);
        return (day) => counts.get(day) ?? [];
      },
      ({ dimension, filterName, position }) => `${dimension}|${filterName}|${position}`,
    ),
    total: grouped(
      async (db, days, which: { readonly total: Total; readonly position: bigint }) => {
        const totals = await totalsOn(db, days, which);
        return (day) => totals.get(day) ?? 0;
      },
      ({ total, position }) => `${total}|${position}`,
    ),
    awarded: grouped(
      async (db, days, at: { readonly position: bigint }) => {
        const sums = await awardedOn(db, days, at);
        return (day) => sums.get(day) ?? [];
      },
      ({ position }) => String(position),
    ),
    organizationCount: grouped(
      async (db, _ids, { position }: { readonly position: bigint }) => {
        // They are known, not so on a day.
        const count = await countOrganizations(db, null, { validOn: '0001-01-01', position });
        return () => count;
      },
      ({ position }) => String(position),
    ),

    firstMeetings: nested<MeetingRow, Paged & InState>(
      (db, ids, { asOf, first, state }) => firstMeetingsOf(db, ids, state, asOf, first),
      (group) => `${pagedKey(group)}|${group.state}`,
    ),
    meetingCount: grouped(
      async (db, ids, { asOf, state }: { readonly asOf: AsOf } & InState) => {
        const counts = await countMeetingsOf(db, ids, state, asOf);
        return (id) => counts.get(id) ?? 0;
      },
      ({ asOf, state }) => `${asOfKey(asOf)}|${state}`,
    ),
    firstAgreements: nested<string, Paged & Roles>(
      (db, ids, { asOf, first, ...which }) => firstAgreementsOf(db, ids, which, asOf, first),
      (group) => `${pagedKey(group)}|${rolesKey(group)}`,
    ),
    agreementCount: grouped(
      async (db, ids, { asOf, ...which }: { readonly asOf: AsOf } & Roles) => {
        const counts = await countAgreementsOf(db, ids, which, asOf);
        return (id) => counts.get(id) ?? 0;
      },
      (group) => `${asOfKey(group.asOf)}|${rolesKey(group)}`,
    ),
    firstFundings: nested<FundingRow, Paged>(
      (db, ids, { asOf, first }) => firstFundingsOf(db, ids, asOf, first),
      pagedKey,
    ),
    fundingCount: grouped(async (db, ids, asOf: AsOf) => {
      const counts = await countFundingsOf(db, ids, asOf);
      return (id) => counts.get(id) ?? 0;
    }, asOfKey),
    firstEvents: nested<EventRow, Paged & { readonly history: HistoryAsked }>(
      (db, ids, { asOf, first, history }) => firstEventsOf(db, ids, asOf.position, first, history),
      (group) => `${pagedKey(group)}|${historyKey(group.history)}`,
    ),
    eventCount: grouped(
      async (db, ids, { asOf, history }: { readonly asOf: AsOf; readonly history: HistoryAsked }) => {
        const counts = await countEventsOf(db, ids, asOf.position, history);
        return (id) => counts.get(id) ?? 0;
      },
      ({ asOf, history }) => `${asOfKey(asOf)}|${historyKey(history)}`,
    ),

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
    /** What corrections have made of an event by then; null where it stands as it was recorded. */
    corrected,
    /** A sealed field of an event as corrections have it then; null also where one has taken it away. */
    sealedNow: async (asOf: AsOf, id: string, pointer: string): Promise<Json | null> => {
      const [recorded, row] = await Promise.all([event(id), corrected(asOf, id)]);
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
      (await deposits(asOf, id)) ?? depositInLog(reader, id),
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
    firstCitations: nested<CitationRow, Paged>(
      (db, ids, { asOf, first }) => firstCitationsOf(db, ids, asOf, first),
      pagedKey,
    ),
    citationCount: grouped(async (db, ids, asOf: AsOf) => {
      const counts = await countCitationsOf(db, ids, asOf);
      return (id) => counts.get(id) ?? 0;
    }, asOfKey),
    /** A sealed field of an event; null where the caller may not see it, where there is none, and after erasure. */
    sealed,
  };
}

/** Most operations need few of the loaders: each is made when it is first asked. */
function whenAsked<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

interface Paged {
  readonly asOf: AsOf;
  readonly first: number;
}

interface InState {
  readonly state: MeetingState;
}

interface Decided {
  /** Null: in whatever state. */
  readonly state: ResolutionStage | null;
}

interface Roles {
  readonly roles: readonly ParticipationRole[];
  readonly whose: AgreementsOf;
}

function historyKey({ newestFirst, types }: HistoryAsked): string {
  return `${newestFirst ?? false}|${types?.join() ?? ''}`;
}

function rolesKey({ roles, whose }: Roles): string {
  return `${whose}|${roles.join()}`;
}

/** Dates are shared by all that is below a field: their key is made once, not once for each thing that is loaded. */
const asOfKeys = new WeakMap<AsOf, string>();

function asOfKey(asOf: AsOf): string {
  const known = asOfKeys.get(asOf);
  if (known !== undefined) return known;
  const key = `${asOf.validOn}|${asOf.position}`;
  asOfKeys.set(asOf, key);
  return key;
}

function pagedKey({ asOf, first }: Paged): string {
  return `${asOfKey(asOf)}|${first}`;
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
