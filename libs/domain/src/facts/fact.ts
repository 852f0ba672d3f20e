import type { Bilingual } from '../rules/bilingual.js';
import type { CommandInput, DraftEvent, Json, PastEvent } from '../rules/decision.js';
import { growing } from '../rules/growing.js';
import { ANY_STREAM, LEDGER_STREAM, namingMembers, type StreamKind } from '../streams.js';
import type { DataOfMembers, InputOfMembers, Member, Members } from './member.js';

/** Who records a fact: the officers of `domain.md`. SYSTEM: only the ledger itself, without a mutation. */
export type Recorder = 'SECRETARIAT' | 'DEPOSITARY' | 'PROGRAMME' | 'COMMITTEE' | 'PRIVACY' | 'SYSTEM';

/** Where facts are recorded: the streams of a kind, the ledger's own, or whatever stream a command names. */
export type StreamOfFact = StreamKind | typeof LEDGER_STREAM | typeof ANY_STREAM;

/** A form in which a fact was stored before the current one. Frozen: it reads what is stored and is never edited. */
export interface EarlierVersion {
  readonly members: Members;
  /** Makes data of this version into data of the next one. */
  readonly upcast: (data: { readonly [key: string]: Json }) => { readonly [key: string]: Json };
}

/**
 * What a fact is, declared once. The types of input and data, the stored schema, what is sealed, folded and referred to, the
 * command on the bus and its handler, the GraphQL input and mutation and the table in `docs/domain.md` follow from it.
 */
export interface FactDeclaration<
  T extends string = string,
  C extends string = string,
  S extends StreamOfFact = StreamOfFact,
  M extends Members = Members,
> {
  /** The stored name. It never changes. */
  readonly type: T;
  /** The kind of stream that holds it; `any`: the one that the command names. */
  readonly stream: S;
  /** The member that names the subject of its stream, where that is not the usual one: `organizationId`. */
  readonly subject?: string;
  /** The command that records it, and its mutation. */
  readonly command: C;
  readonly recorder: Recorder;
  /** What the command does, for the documentation of API and domain. */
  readonly says: Bilingual;
  /** What messages call the fact. */
  readonly called: Bilingual;
  /** Whether a day has to be given (GIVEN), may be (OPTIONAL), or is the ledger's (NONE); whether it may take effect on another. */
  readonly dates: { readonly occurred: 'GIVEN' | 'OPTIONAL' | 'NONE'; readonly effective?: true };
  /** BEGINS: it is the first of its stream. MAY_BEGIN: it can be. FOLLOWS: the stream has to exist. */
  readonly place: 'BEGINS' | 'MAY_BEGIN' | 'FOLLOWS';
  /** Whether the command takes an expected revision; one that begins a stream may have nothing to expect. */
  readonly revision: boolean;
  readonly evidence: 'REQUIRED' | 'OPTIONAL';
  /** False where no rule of the command can be overridden and its input takes no overrides. */
  readonly overrides?: false;
  readonly members: M;
  /** True where a depositary alone may record it. */
  readonly depositaryAlone?: true;
  /**
   * What no correction may change, by the names of the command's input (`occurredOn` and `effectiveOn` too), beside the id of the
   * subject, ids of events and hashes of documents: whose the act is. `ALL`: the fact is not corrected at all.
   */
  readonly fixed?: readonly string[] | 'ALL';
  /** True for what cannot be undone: nobody annuls that it happened, not by annulling its subject's first record either. */
  readonly final?: true;
  /** True for another command of a fact that is declared elsewhere: what it records is stored as that one declares it. */
  readonly otherCommand?: true;
  /** Ids of parts and hashes of documents that a correction may change all the same: they are not whose or which the act is. */
  readonly correctable?: readonly string[];
  /** The name and the description of its GraphQL input, where several commands share one. */
  readonly input?: { readonly name: string; readonly says: string };
  /** Earlier stored versions, oldest first; the current one is their number plus one. */
  readonly earlier?: readonly EarlierVersion[];
}

/** A declared fact. */
export interface Fact<
  T extends string = string,
  C extends string = string,
  S extends StreamOfFact = StreamOfFact,
  M extends Members = Members,
> extends FactDeclaration<T, C, S, M> {
  /** The version that is written today. */
  readonly version: number;
}

/** Declares a fact. */
export function fact<
  const T extends string,
  const C extends string,
  const S extends StreamOfFact,
  const M extends Members,
>(declared: FactDeclaration<T, C, S, M>): Fact<T, C, S, M> {
  return { ...declared, version: (declared.earlier ?? []).length + 1 };
}

/** What a caller gives to record a fact. */
export type InputOf<F> = F extends { readonly members: infer M } ? CommandInput & InputOfMembers<M> : never;

/** What is stored of a fact in clear. */
export type DataOf<F> = F extends { readonly members: infer M } ? DataOfMembers<M> : never;

/** A fact as a decider makes it. */
export type DraftOf<F> = F extends { readonly type: infer T extends string }
  ? DraftEvent<T, DataOf<F>>
  : never;

/** A fact as it was recorded. */
export type EventOf<F> = F extends { readonly type: infer T extends string }
  ? PastEvent<T, DataOf<F>>
  : never;

/** True for an event of a fact. */
export function isOf<F extends Fact>(declared: F, event: { readonly type: string }): event is EventOf<F> {
  return event.type === declared.type;
}

/** True for what the ledger notes by itself of what its facts have come to: no answer depends on it. */
export function isNotice({ recorder, stream }: Pick<Fact, 'recorder' | 'stream'>): boolean {
  return recorder === 'SYSTEM' && stream !== LEDGER_STREAM;
}

/** Fewer events are looked through as quickly as they are sorted. */
const FEW = 40;

const byType = growing<PastEvent, Map<string, readonly PastEvent[]>>((come, before) => {
  const sorted = before ?? new Map<string, readonly PastEvent[]>();
  for (const [type, events] of Map.groupBy(come, (event) => event.type))
    sorted.set(type, [...(sorted.get(type) ?? []), ...events]);
  return sorted;
});

/** The events of one fact among those of a stream, in their order. */
export function recorded<F extends Fact>(events: readonly PastEvent[], declared: F): readonly EventOf<F>[] {
  if (events.length < FEW)
    return events.filter((event): event is PastEvent & EventOf<F> => isOf(declared, event));
  return (byType(events).get(declared.type) ?? []) as readonly (PastEvent & EventOf<F>)[];
}

/** What says how a fact names the subject of its stream. */
type Subjected = Pick<Fact, 'stream' | 'subject'>;

/** The members that name the subject of a fact's stream; none in the ledger's own. */
export function subjectMembers({ stream, subject }: Subjected): readonly string[] {
  if (stream === LEDGER_STREAM || stream === ANY_STREAM) return [];
  return subject === undefined ? namingMembers(stream) : [subject];
}

/** The one member that names the subject of a fact's stream; null where there is none, or several name it together. */
export function subjectMember(fact: Subjected): string | null {
  const [own, ...others] = subjectMembers(fact);
  return own !== undefined && others.length === 0 ? own : null;
}

/** Every member below some members, with its pointer (RFC 6901, `*` for an index); lists and objects before what they hold. */
export function* membersBelow(
  members: Members,
  pointer = '',
): Generator<{ readonly member: Member; readonly pointer: string }> {
  for (const [name, member] of Object.entries(members)) yield* below(member, `${pointer}/${name}`);
}

function* below(
  member: Member,
  pointer: string,
): Generator<{ readonly member: Member; readonly pointer: string }> {
  yield { member, pointer };
  if (member.kind === 'object') yield* membersBelow(member.members, pointer);
  if (member.kind === 'list') yield* below(member.item, `${pointer}/*`);
}

/** The pointers of a fact's data that are sealed: what its declaration seals, and the notes of its dates. */
export function sealedPointers({ members }: Pick<Fact, 'members'>): readonly string[] {
  const stored = Object.entries(members).filter(([, { inData, sealed }]) => inData !== 'ABSENT' || sealed);
  return [...membersBelow(Object.fromEntries(stored))].flatMap(({ member, pointer }) => [
    ...(member.sealed && member.kind !== 'document' ? [`/data${pointer}`] : []),
    ...(member.kind === 'date' || member.kind === 'value' ? [`/data${pointer}/note`] : []),
  ]);
}
