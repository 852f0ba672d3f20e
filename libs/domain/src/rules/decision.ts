import type { Day } from '../time/day.js';
import type { UncertainDate, DateInput, Basis, Today } from '../time/uncertain-date.js';
import type { StreamKind } from '../streams.js';
import type { AdviceCode, PolicyCode, RefusalCode } from './codes.js';
import type { Limit, Problem } from './problems.js';

/** Plain JSON, as events carry it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A text in one language (BCP 47). */
export interface Text {
  readonly text: string;
  readonly lang: string;
}

/** One piece of evidence as a caller gives it; `quote` and `note` are free text and are sealed. */
export interface EvidenceInput {
  readonly sourceId: string;
  readonly lines?: { readonly from: number; readonly to: number };
  readonly quote?: string;
  readonly kind?: Basis;
  readonly note?: string;
}

/** The rule (its code) that a caller overrides, and why; the reason is sealed. */
export interface OverrideInput {
  readonly rule: string;
  readonly reason: string;
}

/** What every command may carry beside its own data. */
export interface CommandInput {
  readonly occurredOn?: DateInput;
  readonly effectiveOn?: DateInput;
  readonly evidence?: readonly EvidenceInput[];
  readonly overrides?: readonly OverrideInput[];
}

/** A value that never enters the stored bytes in clear, and where it belongs (RFC 6901). */
export interface Confidential {
  readonly pointer: string;
  readonly value: Json;
  /** The person whose key seals it; absent for free text, which has a key of its own. */
  readonly personId?: string;
}

/** An event as a decider makes it: what the ledger then seals into an envelope. */
export interface DraftEvent<T extends string = string, D = unknown> {
  readonly type: T;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  readonly data: D;
  readonly confidential: readonly Confidential[];
  /** Texts that are kept beside the log; the data hold the SHA-256 of each. */
  readonly documents?: readonly string[];
}

/** An event of a stream as it was recorded; `order` is its revision. */
export interface PastEvent<T extends string = string, D = unknown> {
  readonly id: string;
  readonly type: T;
  readonly order: number;
  readonly occurred: UncertainDate;
  readonly effective: UncertainDate;
  readonly data: D;
}

/** What a command refers to in another stream. */
export interface Reference {
  readonly kind: StreamKind;
  readonly id: string;
  /** The input's member that names it, as a path: `attendance.2.organizationId`. */
  readonly field: string;
  /** The decision reads that stream's events, and not only whether it exists. */
  readonly whole?: true;
}

/** What one subject alone may have among all streams: an identifier in a register that others keep. */
export interface Claim {
  readonly scheme: string;
  readonly value: string;
}

/** A claim that a fact in effect holds, and the event that recorded it. */
export interface HeldClaim extends Claim {
  readonly by: string;
}

/** Claims that a fact or a correction brings into effect, and those that it takes out of it. */
export interface ClaimsChanged {
  readonly taken: readonly Claim[];
  readonly released: readonly Claim[];
}

/** A name of a command: what others are compared with. */
export interface AskedName {
  readonly text: string;
  readonly use: string;
}

/** A name or an alias of an organisation that the ledger knows. */
export interface KnownName {
  readonly organizationId: string;
  readonly text: string;
}

/** A stretch of days on which an organisation is a party of an agreement; half-open, `-infinity` and `infinity` without an end. */
export interface PartyDays {
  readonly agreementId: string;
  readonly organizationId: string;
  readonly from: Day;
  readonly to: Day;
}

/** What no other stream's events answer, by question: what is asked and what is answered. A race is accepted and shown. */
export interface Questions {
  /** Names and aliases known to the ledger that may be like these; the rules decide which are. */
  readonly similarNames: {
    readonly asked: readonly AskedName[];
    readonly answer: readonly KnownName[];
  };
  /** Meetings of an agreement that were held on a day. */
  readonly meetingsOn: {
    readonly asked: { readonly agreementId: string; readonly day: Day };
    readonly answer: readonly string[];
  };
  /** The organisations that are linked as same with one, itself left out. */
  readonly linkedWith: { readonly asked: string; readonly answer: readonly string[] };
  /** When organisations are parties of which agreements, as known now. */
  readonly partiesIn: { readonly asked: readonly string[]; readonly answer: readonly PartyDays[] };
}

/** The answers to the questions that a command's rules ask. */
export type Answers = { readonly [Q in keyof Questions]?: Questions[Q]['answer'] };

/** What the first event of another stream says of its subject's days; null where it says nothing. */
export interface SubjectDays {
  readonly foundedOn: UncertainDate | null;
  readonly publishedOn: Day | null;
}

/** What only another place can tell, looked up before the decision. */
export interface DecisionContext extends Today {
  /** The time zone of the ledger's civil days, an IANA name. */
  readonly zone: string;
  /** The last day of an act without a day; today where it is absent. */
  readonly undatedUntil?: Day;
  /** The id for what this command makes, where the caller gives none: UUIDv5(commandId, `id`). */
  readonly newId: string;
  /** The id that the n-th event of the command will have, from 0: UUIDv5(commandId, n). */
  readonly eventIdAt: (index: number) => string;
  /** What another stream says of its subject; null when it has no first event: the subject does not exist. */
  readonly subject: (kind: StreamKind, id: string) => SubjectDays | null;
  /** The facts in effect of another stream that the command's rules read, as they are corrected, oldest first. */
  readonly eventsOf: (kind: StreamKind, id: string) => readonly PastEvent[];
  /** The last revision of a stream that the command's rules read, corrections included; null where it has no event. */
  readonly revisionOf: (kind: StreamKind, id: string) => number | null;
  /** What the command claims and another subject has. */
  readonly taken: readonly Claim[];
  /** The edges that the command claims and that would close a circle with those of other subjects. */
  readonly circular: readonly Claim[];
  readonly answers: Answers;
}

export type Strength = 'INVARIANT' | 'POLICY' | 'ADVICE';

/** Why a command was not recorded: a value, not an exception. */
export interface Refusal {
  readonly refused: true;
  readonly code: RefusalCode;
  readonly strength: Strength;
  /** The input's member at fault, as a path; null when it is none in particular. */
  readonly field: string | null;
  readonly details: Details;
}

/** A warning that comes with a success. */
export interface Advice {
  readonly rule: AdviceCode;
  readonly field: string | null;
  readonly details: Details;
}

/** What a refusal or a warning tells beside its code, for programs; the message for people is made of it. */
export interface Details {
  readonly [key: string]: Json;
}

/** The codes whose details say, by a key and with a text in both languages, what is wrong or what is too much. */
type DetailedCode = 'VALIDATION_FAILED' | 'LIMIT_EXCEEDED';

/** What a decider answers when it accepts: the events to record (none: it is so already), warnings, rules overridden. */
export interface Acceptance<E extends DraftEvent = DraftEvent> {
  readonly refused: false;
  readonly events: readonly E[];
  readonly advice: readonly Advice[];
  readonly overridden: readonly PolicyCode[];
}

export type Decision<E extends DraftEvent = DraftEvent> = Acceptance<E> | Refusal;

/** A refusal that nothing overrides. */
export function refuse(code: 'VALIDATION_FAILED', field: string | null, problem: Problem): Refusal;
export function refuse(code: 'LIMIT_EXCEEDED', field: string | null, limit: Limit): Refusal;
export function refuse(
  code: Exclude<RefusalCode, DetailedCode>,
  field?: string | null,
  details?: Details,
): Refusal;
export function refuse(code: RefusalCode, field: string | null = null, details: Details = {}): Refusal {
  return { refused: true, code, strength: 'INVARIANT', field, details };
}

/** Accepts one event, or several, or none. */
export function accept<E extends DraftEvent>(
  events: readonly E[],
  extra: { readonly advice?: readonly Advice[]; readonly overridden?: readonly PolicyCode[] } = {},
): Acceptance<E> {
  return { refused: false, events, advice: extra.advice ?? [], overridden: extra.overridden ?? [] };
}
