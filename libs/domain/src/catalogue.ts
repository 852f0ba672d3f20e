import { AGREEMENT_FACTS } from './agreement/facts/index.js';
import {
  membersBelow,
  type DataOf,
  type DraftOf,
  type EventOf,
  type Fact,
  type InputOf,
} from './facts/fact.js';
import { claimsHeld, claimsIn, referencesIn } from './facts/walk.js';
import { foldIdentifier } from './rules/identifiers.js';
import { claimsOfInput, judge, referencesOfInput, streamOfInput, type Decider } from './facts/judge.js';
import { rehearseOne, type Rehearsal } from './facts/rehearsal.js';
import { COMMITTEE_FACTS } from './committee/facts/index.js';
import { DISPUTE_FACTS } from './dispute/facts/index.js';
import { CORRECTION_FACTS } from './correction/facts/index.js';
import { inEffect, isCorrection } from './correction/in-effect.js';
import { ENVELOPE_FACTS } from './envelope/facts/index.js';
import { FUNDING_FACTS } from './funding/facts/index.js';
import { LEDGER_FACTS } from './ledger/facts/index.js';
import { MEETING_FACTS } from './meeting/facts/index.js';
import { MISSION_FACTS } from './mission/facts/index.js';
import { ORGANIZATION_FACTS } from './organization/facts/index.js';
import { PERSON_FACTS } from './person/facts/index.js';
import type { Member } from './facts/member.js';
import type {
  Claim,
  ClaimsChanged,
  Decision,
  DecisionContext,
  HeldClaim,
  PastEvent,
  Questions,
  Reference,
} from './rules/decision.js';
import { PROGRAMME_FACTS } from './programme/facts/index.js';
import { PROJECT_FACTS } from './project/facts/index.js';
import { RESOLUTION_FACTS } from './resolution/facts/index.js';
import { readStream } from './streams.js';
import { SOURCE_FACTS } from './source/facts/index.js';

/** Every fact that the ledger records, each with the rules of its command. A fact that is not here does not exist. */
export const DECIDERS = [
  ...LEDGER_FACTS,
  ...AGREEMENT_FACTS,
  ...ORGANIZATION_FACTS,
  ...PERSON_FACTS,
  ...MEETING_FACTS,
  ...MISSION_FACTS,
  ...PROGRAMME_FACTS,
  ...COMMITTEE_FACTS,
  ...RESOLUTION_FACTS,
  ...PROJECT_FACTS,
  ...SOURCE_FACTS,
  ...FUNDING_FACTS,
  ...ENVELOPE_FACTS,
  ...CORRECTION_FACTS,
  ...DISPUTE_FACTS,
] as const;

/** Every fact, declared. */
type DeclaredFact = (typeof DECIDERS)[number]['fact'];

export const FACTS: readonly Fact[] = DECIDERS.map(({ fact }) => fact as unknown as Fact);

export type EventType = DeclaredFact['type'];
export type CommandName = DeclaredFact['command'];

/** The fact that a command records. */
export type FactOf<N extends CommandName> = Extract<DeclaredFact, { readonly command: N }>;

/** The clear data of every event, by its stored type. */
export type EventData = { readonly [F in DeclaredFact as F['type']]: DataOf<F> };

/** Any event as a decider makes it. */
export type DomainDraft = { [F in DeclaredFact as F['type']]: DraftOf<F> }[EventType];

/** Any event as it was recorded. */
export type DomainEvent = { [F in DeclaredFact as F['type']]: EventOf<F> }[EventType];

/** The input of every command, by the name of its mutation. Ids are folded to lower case before. */
export type CommandInputs = { readonly [F in DeclaredFact as F['command']]: InputOf<F> };

/** One command by its name: the mutation's name and its input. */
export type CommandOf<N extends CommandName> = { readonly name: N; readonly input: CommandInputs[N] };

/** Any command. */
export type Command = { [N in CommandName]: CommandOf<N> }[CommandName];

/** The facts as they are stored: each type once, by the declaration that decides its form. */
export const STORED_FACTS: readonly Fact[] = FACTS.filter(({ otherCommand }) => !otherCommand);

const BY_COMMAND: ReadonlyMap<string, Decider> = new Map(
  DECIDERS.map((one) => [one.fact.command, one as unknown as Decider]),
);
const BY_TYPE: ReadonlyMap<string, Fact> = new Map(STORED_FACTS.map((fact) => [fact.type, fact]));

/** What records a command. @throws {TypeError} for a name that no fact declares: a programming error. */
export function deciderOf(name: string): Decider {
  const found = BY_COMMAND.get(name);
  if (!found) throw new TypeError(`no fact declares the command ${name}`);
  return found;
}

/** The fact of a stored type; null for a type that no fact declares. */
export function factOfType(type: string): Fact | null {
  return BY_TYPE.get(type) ?? null;
}

/** How a fact of a stored type is judged; null for a type that no fact declares. */
export function deciderOfType(type: string): Decider | null {
  const fact = factOfType(type);
  return fact && deciderOf(fact.command);
}

/** The stream that a command writes, kind-id; `newId` makes the id of what it makes where the caller gives none. */
export function streamOf({ name, input }: Command, newId: () => string): string {
  return streamOfInput(deciderOf(name), input as InputOf<Fact>, newId);
}

/**
 * All that a command names in other streams, the sources of its evidence included: to look up before {@link decide}. `history`
 * is what its own stream has recorded; `eventsOf` are the events that were read of other streams already; they may name
 * streams more.
 */
export function referencesOf(
  { name, input }: Command,
  history: readonly PastEvent[] = [],
  eventsOf: DecisionContext['eventsOf'] = () => [],
): readonly Reference[] {
  return referencesOfInput(deciderOf(name), input as InputOf<Fact>, { history, deciderOfType }, eventsOf);
}

/** What a command claims for its subject alone before it is recorded, and what it gives back after, as it is compared. */
export function claimsOf({ name, input }: Command, history: readonly PastEvent[]): ClaimsChanged {
  const { taken, released } = claimsOfInput(deciderOf(name), input as InputOf<Fact>, {
    history,
    deciderOfType,
  });
  return { taken: taken.map(foldIdentifier), released: released.map(foldIdentifier) };
}

/** What the facts of a stream that are in effect hold for its subject alone, as it is compared. */
export function claimsHeldIn(history: readonly PastEvent[]): readonly HeldClaim[] {
  return claimsHeld(inEffect(history), factOfType).map(({ by, ...claim }) => ({
    ...foldIdentifier(claim),
    by,
  }));
}

/** What an event of the log claims for its subject alone, as it is compared; later ones may have released it. */
export function claimsHeldBy(type: string, data: object): readonly Claim[] {
  const fact = factOfType(type);
  return fact ? claimsIn(fact, data).taken.map(foldIdentifier) : [];
}

/** True for the types of events that may hold a claim, or change who holds one. */
export function mayHoldClaims(type: string): boolean {
  return mayReleaseClaims(type) || has(type, (member) => holdsClaim(member));
}

/** True for the types of events after which a stream may hold less than its facts claimed. */
export function mayReleaseClaims(type: string): boolean {
  return (
    isCorrection({ type }) || has(type, (member) => member.kind === 'id' && member.edge?.change === 'ENDED')
  );
}

function holdsClaim(member: Member): boolean {
  return member.kind === 'object' ? member.claimed : member.kind === 'id' && member.edge?.change === 'MADE';
}

function has(type: string, is: (member: Member) => boolean): boolean {
  return [...membersBelow(factOfType(type)?.members ?? {})].some(({ member }) => is(member));
}

/**
 * Every subject that an event names by an id, once: that of its stream first, then those of its data, and of what a
 * rectification sets in the data of another event.
 */
export function subjectsNamed({
  type,
  stream,
  data,
}: Pick<PastEvent, 'type' | 'data'> & { readonly stream: string }): readonly Pick<
  Reference,
  'kind' | 'id'
>[] {
  const own = readStream(stream);
  const named = [
    ...(own?.kind && own.id !== null ? [{ kind: own.kind, id: own.id }] : []),
    ...referencesIn(factOfType(type)?.members ?? {}, data as object, null),
    ...(isPatch(data) ? referencesIn(factOfType(data.targetType)?.members ?? {}, data.set.data, null) : []),
  ];
  return [...new Map(named.map(({ kind, id }) => [`${kind}-${id}`, { kind, id }])).values()];
}

/** True for what a rectification says of the data of the event that it corrects. */
function isPatch(
  data: unknown,
): data is { readonly targetType: string; readonly set: { readonly data: object } } {
  const { targetType, set } = data as {
    readonly targetType?: unknown;
    readonly set?: { readonly data?: unknown };
  };
  return typeof targetType === 'string' && typeof set?.data === 'object' && set.data !== null;
}

/** What the read model has to be asked before a command is decided. */
export function questionsOf({ name, input }: Command): Partial<{
  readonly [Q in keyof Questions]: Questions[Q]['asked'];
}> {
  return deciderOf(name).rules.asks?.(input as InputOf<Fact>) ?? {};
}

/**
 * Decides any command: the events to record, or why not. `history` is all that {@link streamOf} the command holds, oldest first;
 * the catalogue of stored events has checked that a stream holds only the types of its kind.
 */
export function decide(
  history: readonly PastEvent[],
  { name, input }: Command,
  context: DecisionContext,
): Decision {
  return judge(deciderOf(name), { history, deciderOfType }, input as InputOf<Fact>, context);
}

/** All that stands against a command, by the rules of {@link decide}, and what it would record; it records nothing. */
export function rehearse(
  history: readonly PastEvent[],
  { name, input }: Command,
  context: DecisionContext,
): Rehearsal {
  return rehearseOne(deciderOf(name), { history, deciderOfType }, input as InputOf<Fact>, context);
}

/** The events of an agreement's stream, as they were recorded. */
export type AgreementEvent = EventOf<Extract<DeclaredFact, { readonly stream: 'agreement' }>>;
