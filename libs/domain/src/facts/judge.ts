import {
  checkEvidence,
  missingAmong,
  checkShape,
  citedSources,
  readActDates,
  type ActDates,
} from '../rules/act.js';
import {
  accept,
  refuse,
  type Acceptance,
  type Advice,
  type ClaimsChanged,
  type CommandInput,
  type Decision,
  type DecisionContext,
  type DraftEvent,
  type PastEvent,
  type Questions,
  type Reference,
  type Refusal,
} from '../rules/decision.js';
import { Policies } from '../rules/policies.js';
import { inEffect, isUnknown } from '../correction/in-effect.js';
import { ANY_STREAM, LEDGER_STREAM, STREAM_KINDS, streamNamed, subjectIdOf } from '../streams.js';
import type { DateInput, UncertainDate } from '../time/uncertain-date.js';
import { subjectMember, subjectMembers, type DataOf, type DraftOf, type Fact, type InputOf } from './fact.js';
import type { SeenStream } from './judged-on.js';
import { readMembers } from './read-members.js';
import { doubts } from './plausibility.js';
import { claimsIn, referencesIn } from './walk.js';

/** A command while it is judged: what is asked, the fact as it would be recorded, and what is known. */
export interface Asked<F extends Fact = Fact> {
  readonly fact: F;
  readonly input: InputOf<F>;
  readonly draft: DraftOf<F>;
  /** The facts of its own stream that are in effect, as they are corrected, oldest first. */
  readonly events: readonly PastEvent[];
  /** All that its stream has recorded, corrections and what they annul included. */
  readonly history: readonly PastEvent[];
  /** How a fact of a stored type is judged; null for a type that no fact declares. */
  readonly deciderOfType: DeciderOfType;
  readonly context: DecisionContext;
  readonly policies: Policies;
}

/** How a fact of a stored type is judged. */
export type DeciderOfType = (type: string) => Decider | null;

type Check<F extends Fact> = (asked: Asked<F>) => Refusal | null;

/** One rule, or several that do not ask what the others found: a rehearsal answers them all. */
type Checks<F extends Fact> = Check<F> | readonly Check<F>[];

/**
 * The rules of one command, by stage. The stages come in the order of `domain.md`, which stands once, in {@link judge}; what
 * follows from the declaration (the shape, what has to exist, the dates, the evidence) is judged without being named here.
 */
export interface Rules<F extends Fact> {
  /** What the read model has to be asked before the decision. */
  readonly asks?: (input: InputOf<F>) => Partial<{ readonly [Q in keyof Questions]: Questions[Q]['asked'] }>;
  /**
   * Streams whose events the decision reads, checked: `whole` references. Asked again with what was read until it names no
   * stream more, so that one stream may lead to the next.
   */
  readonly reads?: (
    input: InputOf<F>,
    eventsOf: DecisionContext['eventsOf'],
    known: Known,
  ) => readonly Reference[];
  /** The day of the act where none is given, and it is not some day until today. */
  readonly occurred?: (input: InputOf<F>) => DateInput | null;
  /** The day on which it takes effect, where that is neither the day given nor the day of the act. */
  readonly effective?: (
    data: DataOf<F>,
    dates: ActDates,
    events: readonly PastEvent[],
    input: InputOf<F>,
  ) => UncertainDate | null;
  /** The members that the ledger reckons from what is known where no caller gives them. They are reckoned before all else is judged. */
  readonly complete?: (asked: Asked<F>) => Partial<DataOf<F>>;
  /** The members of the input that a recorded fact does not hold as they were given. */
  readonly asGiven?: (data: DataOf<F>) => object;
  /** What it names beside its declared members, where that depends on what its stream holds. */
  readonly names?: (input: InputOf<F>, known: Known) => readonly Reference[];
  /** What it claims for its subject beside its declared members, and what it gives back, once it is recorded. */
  readonly claims?: (input: InputOf<F>, known: Known) => ClaimsChanged;
  readonly shape?: Checks<F>;
  readonly existence?: Checks<F>;
  readonly identity?: Checks<F>;
  readonly lifecycle?: Checks<F>;
  readonly term?: Checks<F>;
  /** What other streams have to say to it: approvals, mandates, a quorum. A correction is not judged by it. */
  readonly approval?: Checks<F>;
  readonly advice?: (asked: Asked<F>) => readonly Advice[];
  /**
   * In place of the stages after existence: a notice, which is recorded once and needs no evidence; a correction, whose stages
   * are those of what it corrects. `late` is what stands against its own dates.
   */
  readonly decide?: (asked: Asked<F>, late: Refusal | null) => Decision;
}

/** What a rule may look at before the command is judged. */
export interface Known {
  readonly history: readonly PastEvent[];
  readonly deciderOfType: DeciderOfType;
}

/** A fact with the rules of the command that records it. */
export interface Decider<F extends Fact = Fact> {
  readonly fact: F;
  readonly rules: Rules<F>;
}

/** Binds a fact to the rules of its command. */
export function decider<F extends Fact>(fact: F, rules: Rules<F> = {}): Decider<F> {
  return { fact, rules };
}

/** One stage of a decision: what stands against the command there, the refusal to answer first. */
type Stage = <F extends Fact>(asked: Asked<F>, rules: Rules<F>, read: Read) => readonly Refusal[];

/** The stages of a decision, in the order in which a refusal is answered. */
const STAGES: readonly Stage[] = [
  (asked, rules) => against(asked, rules.shape),
  (asked, rules) => [...missing(asked), ...against(asked, rules.existence)],
  (asked, rules) => [...given(alreadyBegun(asked)), ...against(asked, rules.identity)],
  (asked, rules) => against(asked, rules.lifecycle),
  (asked, rules, { late }) => [...given(late), ...against(asked, rules.term)],
  (asked, rules) => against(asked, rules.approval),
  (asked) => withoutEvidence(asked),
];

/** The stages that can be asked though others refuse: what is wrong in form, or about nothing, is judged no further. */
export function stagesToRehearse<F extends Fact>(asked: Asked<F>, rules: Rules<F>): readonly Stage[] {
  if (against(asked, rules.shape).length > 0) return STAGES.slice(0, 1);
  if (subjectMissing(asked)) return STAGES.slice(0, 2);
  return alreadyBegun(asked) ? STAGES.slice(0, 3) : STAGES;
}

function given(refusal: Refusal | null): readonly Refusal[] {
  return refusal ? [refusal] : [];
}

/** What some rules find against a command; the policies that a rehearsal went past stand where it met them. */
export function against<F extends Fact>(asked: Asked<F>, checks: Checks<F> = []): readonly Refusal[] {
  const all = typeof checks === 'function' ? [checks] : checks;
  return all.flatMap((check) => {
    const before = asked.policies.passed.length;
    const refusal = check(asked);
    return [...asked.policies.passed.slice(before), ...given(refusal)];
  });
}

/** What reading the input found beside the data: what stands against its dates. */
interface Read {
  readonly late: Refusal | null;
}

/** Decides a command: shape, existence, identity, lifecycle, dates and term, approvals, evidence; then the event to record. */
export function judge<F extends Fact>(
  { fact, rules }: Decider<F>,
  known: Known,
  input: InputOf<F>,
  context: DecisionContext,
): Decision {
  const asked = readAsked({ fact, rules }, { ...known, events: inEffect(known.history) }, input, context);
  if (asked.refused) return asked.refused;
  if (rules.decide) return missing(asked.asked)[0] ?? rules.decide(asked.asked, asked.late);
  for (const stage of STAGES) {
    const [refused] = stage(asked.asked, rules, asked);
    if (refused) return refused;
  }
  return accepted(asked.asked, rules);
}

/** The decision of a command that nothing stands against. */
export function accepted<F extends Fact>(asked: Asked<F>, rules: Rules<F>): Acceptance {
  const advice = [...(rules.advice?.(asked) ?? []), ...doubts(asked)];
  return accept([asked.draft], { advice, overridden: asked.policies.overridden });
}

/** The fact as it would be recorded, with what the ledger reckons. */
function completed<F extends Fact>(asked: Asked<F>, rules: Rules<F>): DraftOf<F> {
  const reckoned = rules.complete?.(asked);
  const judgedOn = 'judgedOn' in asked.fact.members ? streamsRead(asked, rules) : null;
  if (!reckoned && !judgedOn) return asked.draft;
  const data = { ...asked.draft.data, ...reckoned, ...(judgedOn && { judgedOn }) };
  return { ...asked.draft, data };
}

/** The streams that a decision has read, each once, with the revision up to which it was read. */
function streamsRead<F extends Fact>(asked: Asked<F>, { reads }: Rules<F>): readonly SeenStream[] {
  const { input, context } = asked;
  const read = reads?.(input, context.eventsOf, asked) ?? [];
  const revisions = new Map(
    read.map(({ kind, id }) => [streamNamed(kind, id), context.revisionOf(kind, id)]),
  );
  return [...revisions].flatMap(([stream, rev]) => (rev === null ? [] : [{ stream, rev }]));
}

/** An input that was read, or why it cannot be. */
export type ReadAsked<F extends Fact> =
  | { readonly refused: Refusal }
  | { readonly refused: null; readonly asked: Asked<F>; readonly late: Refusal | null };

/** Reads an input into the fact as it would be recorded; refuses what is malformed. */
export function readAsked<F extends Fact>(
  { fact, rules }: Decider<F>,
  stream: Known & Pick<Asked, 'events'>,
  input: InputOf<F>,
  context: DecisionContext,
  rehearsed = false,
): ReadAsked<F> {
  const given: CommandInput = input;
  const shape = checkShape(given, fact.members);
  if (shape) return { refused: shape };
  const occurredOn = given.occurredOn ?? rules.occurred?.(input) ?? null;
  const dates = readActDates({ ...given, ...(occurredOn && { occurredOn }) }, context);
  if (dates.refused) return { refused: dates };
  const read = readMembers(fact.members, input, subjectMember(fact), context.newId);
  if (read.refused) return { refused: read };
  const data = read.data as unknown as DataOf<F>;
  const other = rules.effective?.(data, dates, stream.events, input) ?? null;
  const draft: DraftEvent = {
    type: fact.type,
    occurred: dates.occurred,
    effective: other ?? dates.effective,
    data,
    confidential: [
      // The day that `effectiveOn` gave is not stored then, and neither is what was noted of it.
      ...dates.confidential.filter(({ pointer }) => other === null || pointer !== '/effective/note'),
      ...read.confidential,
    ],
    ...(read.documents.length > 0 && { documents: read.documents }),
  };
  const policies = new Policies(given, rehearsed);
  const asked = { ...stream, fact, input, draft: draft as DraftOf<F>, context, policies };
  return {
    refused: null,
    asked: { ...asked, draft: completed(asked, rules) },
    late: dates.late ?? read.late,
  };
}

/** The existence stage: the command's own subject, then what its members name; sources come last, with the evidence. */
export function missing<F extends Fact>(asked: Asked<F>): readonly Refusal[] {
  const { fact, input, context } = asked;
  const named = referencesIn(fact.members, input, subjectMember(fact));
  return [
    ...given(subjectMissing(asked)),
    ...missingAmong(
      named.filter(({ kind }) => kind !== 'source'),
      context,
    ),
  ];
}

/** What is recorded of a subject needs it: its first record, and that nobody annulled that. */
function subjectMissing<F extends Fact>(asked: Asked<F>): Refusal | null {
  const { fact, input, draft, events, history } = asked;
  if (fact.stream === LEDGER_STREAM || fact.stream === ANY_STREAM) return null;
  // Where nothing registers a subject, it is there as long as some fact of its kind is in effect.
  const registered = subjectMember(fact) !== null;
  const isOfItsKind = ({ type }: PastEvent) => asked.deciderOfType(type)?.fact.stream === fact.stream;
  const unknown = registered && !fact.final && isUnknown(history);
  const begun = registered ? history.length > 0 : events.some(isOfItsKind);
  const absent = fact.place === 'FOLLOWS' && !begun;
  if (!(unknown || absent) || fact.place === 'BEGINS') return null;
  const names = subjectMembers(fact);
  const said = { ...(input as object), ...(draft.data as object) };
  const id = subjectIdOf(names.map((name) => subjectOf(said, name)));
  return refuse(STREAM_KINDS[fact.stream].notFound, names[0], { id });
}

function alreadyBegun<F extends Fact>({ fact, draft, history }: Asked<F>): Refusal | null {
  const own = subjectMember(fact);
  if (fact.place !== 'BEGINS' || own === null || history.length === 0) return null;
  if (fact.stream === LEDGER_STREAM || fact.stream === ANY_STREAM) return null;
  const { alreadyExists } = STREAM_KINDS[fact.stream];
  return alreadyExists && refuse(alreadyExists, own, { id: subjectOf(draft.data, own) });
}

function subjectOf(data: unknown, member: string): string {
  return String((data as { readonly [name: string]: unknown })[member]);
}

/** The evidence stage, the last one. */
export function evidenceMissing<F extends Fact>(asked: Asked<F>): Refusal | null {
  return withoutEvidence(asked)[0] ?? null;
}

/** What a first record names as its own source is not asked for before it is there. */
function withoutEvidence<F extends Fact>({ fact, input, draft, context }: Asked<F>): readonly Refusal[] {
  const own = fact.stream === 'source' ? subjectOf(draft.data, 'sourceId') : null;
  const sources = referencesIn(fact.members, input, subjectMember(fact)).filter(
    ({ kind }) => kind === 'source',
  );
  const cited = citedSources(input).filter(({ id }) => id !== own);
  return [
    ...given(fact.evidence === 'REQUIRED' ? checkEvidence(input) : null),
    ...missingAmong([...cited, ...sources], context),
  ];
}

/** All that a command names in other streams, its evidence included: to look up before {@link judge}. */
export function referencesOfInput<F extends Fact>(
  { fact, rules }: Decider<F>,
  input: InputOf<F>,
  known: Known,
  eventsOf: DecisionContext['eventsOf'],
): readonly Reference[] {
  return [
    ...referencesIn(fact.members, input, subjectMember(fact)),
    ...(rules.reads?.(input, eventsOf, known) ?? []),
    ...(rules.names?.(input, known) ?? []),
    ...citedSources(input),
  ];
}

/** What a command claims for its subject alone, before it is recorded, and what it gives back after. */
export function claimsOfInput<F extends Fact>(
  { fact, rules }: Decider<F>,
  input: InputOf<F>,
  known: Known,
): ClaimsChanged {
  const own = claimsIn(fact, input);
  const changed = rules.claims?.(input, known) ?? { taken: [], released: [] };
  return {
    taken: [...own.taken, ...changed.taken],
    released: [...own.released, ...changed.released],
  };
}

/** The stream that a command writes; `newId` is the id of what it makes where the caller gives none. */
export function streamOfInput<F extends Fact>(
  { fact }: Decider<F>,
  input: InputOf<F>,
  newId: () => string,
): string {
  const members = input as object as { readonly [name: string]: unknown };
  if (fact.stream === ANY_STREAM) return String(members['stream']);
  if (fact.stream === LEDGER_STREAM) return LEDGER_STREAM;
  const values = subjectMembers(fact).map((name) => members[name] ?? newId());
  return streamNamed(fact.stream, subjectIdOf(values.map(String)));
}
