import { subjectMember, type DraftOf, type Fact, type InputOf } from '../facts/fact.js';
import { otherForm } from '../facts/form.js';
import { readAsked, type Asked, type Decider, type Known } from '../facts/judge.js';
import { DATE_MEMBERS, type Member, type Members } from '../facts/member.js';
import { membersIn, normalizeMembers } from '../facts/normalize.js';
import {
  refuse,
  type Confidential,
  type Json,
  type JsonObject,
  type PastEvent,
  type Refusal,
} from '../rules/decision.js';
import type { Problem } from '../rules/problems.js';
import { saysTheSame } from '../rules/same.js';
import type { DateInput, UncertainDate } from '../time/uncertain-date.js';
import type { Patch } from './in-effect.js';

/** What a caller asks of one record: members to set, what is sealed of them apart, and members to take away. */
export interface AskedPatch {
  readonly eventId: string;
  readonly set?: JsonObject;
  readonly setSealed?: JsonObject;
  readonly remove?: readonly string[];
}

/** A correction of one record that was read against the declaration of its fact. */
export interface ReadPatch {
  readonly refused: false;
  /** The corrected fact, read as its own command would read it: what its rules are asked of. */
  readonly asked: Asked;
  /** What stands against its dates, to answer at their stage. */
  readonly late: Refusal | null;
  /** The input of its command with only what was set: what it names newly. */
  readonly given: object;
  readonly patch: Patch;
  readonly confidential: readonly Confidential[];
  /** Whether it would leave the fact as it is. */
  readonly changesNothing: boolean;
}

/** The two dates of an act, as every command may carry them. */
const DATES: Members = {
  occurredOn: { kind: 'date', says: '', inInput: 'OPTIONAL', inData: 'ABSENT' },
  effectiveOn: { kind: 'date', says: '', inInput: 'OPTIONAL', inData: 'ABSENT' },
};

/** The members of a fact that its command gives, by the names that it has for them, and the dates that it takes. */
export function membersSaid(fact: Fact): Members {
  const { occurredOn, effectiveOn } = DATES as { readonly occurredOn: Member; readonly effectiveOn: Member };
  return {
    ...(fact.dates.occurred !== 'NONE' && { occurredOn }),
    ...(fact.dates.effective && { effectiveOn }),
    ...Object.fromEntries(
      Object.entries(fact.members).filter(
        // Which stream a fact stands in is no part of what it says.
        ([, { kind, inInput }]) => inInput !== 'ABSENT' && kind !== 'stream',
      ),
    ),
  };
}

/** True where a correction may change a member, or a date, of a fact (`docs/semantics.md`, What may be rectified). */
export function isRectifiable(fact: Fact, name: string): boolean {
  const member = membersSaid(fact)[name];
  if (!member || fact.fixed === 'ALL' || name === subjectMember(fact)) return false;
  const named = ['eventId', 'partId', 'hash', 'document'].includes(member.kind);
  return (!named || (fact.correctable ?? []).includes(name)) && !(fact.fixed ?? []).includes(name);
}

/**
 * Reads a correction of a fact: the patched whole goes through the reader of its own command, so that nothing can be put into a
 * record that could not have been recorded.
 *
 * @param field where the correction stands in the command: `records.0`
 * @param stream what its stream holds besides, and the correction's own command, whose overrides hold for its rules
 */
export function readPatch(
  decider: Decider,
  event: PastEvent,
  asked: AskedPatch,
  field: string,
  stream: ReadOn,
): ReadPatch | Refusal {
  const { fact } = decider;
  for (const [name, part] of namesIn(asked))
    if (!isRectifiable(fact, name))
      return refuse('FIELD_NOT_RECTIFIABLE', `${field}.${part}`, { member: name, type: fact.type });
  return readInstead(decider, event, asked, field, stream);
}

/** What a correction, or a source that says otherwise, is read on. */
type ReadOn = Known & Pick<Asked, 'events' | 'context' | 'input'>;

/** Reads what a fact would say with other members, whether a correction may give them or not. */
export function readInstead(
  { fact, rules }: Decider,
  event: PastEvent,
  asked: AskedPatch,
  field: string,
  { input: { overrides }, context, ...stream }: ReadOn,
): ReadPatch | Refusal {
  const { set = {}, setSealed = {}, remove = [] } = asked;
  const members = membersSaid(fact);
  const misplaced =
    misplacedIn(members, set, `${field}.set`) ?? notSealed(members, setSealed, `${field}.setSealed`);
  if (misplaced) return misplaced;
  const normalized = normalizeMembers(members, merged(set, setSealed) as object);
  if (normalized.refused) return within(normalized, field);
  const given: object = normalized.value;
  const kept = Object.entries(inputOf({ fact, rules }, event, stream.events)).filter(
    ([name]) => !remove.includes(name),
  );
  const input = withDates({ ...Object.fromEntries(kept), ...given }, given, event);
  const form = otherForm(members, input, '');
  if (form) return within(form, field);
  const overridden = { ...input, ...(overrides && { overrides }) };
  const read = readAsked({ fact, rules }, stream, overridden as InputOf<Fact>, context);
  if (read.refused) return within(read.refused, field);
  const draft = withJudged(fact, event, read.asked.draft);
  const { patch, changesNothing } = patchOf(event, draft, given, remove);
  const confidential = read.asked.draft.confidential.map(({ pointer, ...rest }) => ({
    ...rest,
    pointer: `/data/set${pointer}`,
  }));
  return {
    refused: false,
    asked: { ...read.asked, draft },
    late: read.late && within(read.late, field),
    given,
    patch,
    confidential,
    changesNothing: changesNothing && confidential.length === 0,
  };
}

/** The corrected fact with what it was judged on as it was then. */
function withJudged({ members }: Fact, { data: before }: PastEvent, draft: DraftOf<Fact>): DraftOf<Fact> {
  const judged = Object.keys(members).filter((name) => members[name]?.judged);
  if (judged.length === 0) return draft;
  const of = (data: unknown, wanted: boolean) =>
    Object.entries(data as object).filter(([name]) => judged.includes(name) === wanted);
  const data: unknown = Object.fromEntries([...of(draft.data, false), ...of(before, true)]);
  return { ...draft, data } as DraftOf<Fact>;
}

/** A refusal of a fact's own command, told of the correction that it is about. */
export function within(refusal: Refusal, field: string): Refusal {
  return { ...refusal, field: refusal.field === null ? field : `${field}.set.${refusal.field}` };
}

function namesIn({ set, setSealed, remove }: AskedPatch): readonly (readonly [string, string])[] {
  const of = (part: string, names: readonly string[]) =>
    names.map((name) => [name, `${part}.${name}`] as const);
  return [
    ...of('set', Object.keys(set ?? {})),
    ...of('setSealed', Object.keys(setSealed ?? {})),
    ...(remove ?? []).map((name, index) => [name, `remove.${index}`] as const),
  ];
}

/** What is sealed does not stand in `set`, whose members enter the digest in clear. */
function misplacedIn(members: Members, value: Json, path: string): Refusal | null {
  if (value === null || typeof value !== 'object') return null;
  for (const [name, part] of Object.entries(value)) {
    const member = members[name];
    if (member?.sealed) return wrong(`${path}.${name}`, { problem: 'SEALED_MEMBER' });
    const found = member ? below(member, part, `${path}.${name}`, misplacedIn) : null;
    if (found) return found;
  }
  return null;
}

function notSealed(members: Members, value: Json, path: string): Refusal | null {
  if (value === null || typeof value !== 'object') return wrong(path, { problem: 'CLEAR_MEMBER' });
  for (const [name, part] of Object.entries(value)) {
    const member = members[name];
    if (member?.sealed) continue;
    const found =
      member && membersBelow(member)
        ? below(member, part, `${path}.${name}`, notSealed)
        : wrong(`${path}.${name}`, { problem: 'CLEAR_MEMBER' });
    if (found) return found;
  }
  return null;
}

function below(
  member: Member,
  value: Json,
  path: string,
  judge: (members: Members, value: Json, path: string) => Refusal | null,
): Refusal | null {
  const members = membersBelow(member);
  if (!members) return null;
  if (!Array.isArray(value)) return judge(members, value, path);
  for (const [index, item] of value.entries()) {
    const found = judge(members, item as Json, `${path}.${index}`);
    if (found) return found;
  }
  return null;
}

function membersBelow(member: Member): Members | null {
  return member.kind === 'list' ? membersBelow(member.item) : membersIn(member);
}

/** What is set, with what is sealed of it in its places. */
function merged(clear: Json, sealed: Json): Json {
  if (Array.isArray(clear) && Array.isArray(sealed))
    return clear.map((item: Json, index) => {
      const other = (sealed as readonly Json[])[index];
      return other === undefined ? item : merged(item, other);
    });
  if (!isObject(clear) || !isObject(sealed)) return sealed;
  const names = [...new Set([...Object.keys(clear), ...Object.keys(sealed)])];
  return Object.fromEntries(
    names.map((name) => {
      const [mine, theirs] = [clear[name], sealed[name]];
      if (mine === undefined) return [name, theirs as Json];
      return [name, theirs === undefined ? mine : merged(mine, theirs)];
    }),
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The input with which a fact's command would record it as it is, but for what is sealed of it. */
function inputOf({ fact, rules }: Decider, event: PastEvent, events: readonly PastEvent[]): object {
  const data = event.data as { readonly [name: string]: unknown };
  const own = Object.entries(fact.members).flatMap(([name, member]) =>
    member.inInput === 'ABSENT' || data[name] === undefined ? [] : [[name, asInput(member, data[name])]],
  );
  const others = events.filter(({ id }) => id !== event.id);
  const dates = {
    refused: false as const,
    occurred: event.occurred,
    effective: event.occurred,
    confidential: [],
    late: null,
  };
  const input = Object.fromEntries(own);
  // Its day is that of its members then: one that is corrected moves it.
  const itsOwn = rules.occurred?.(input as never) ?? null;
  const followsMembers = itsOwn?.edtf === event.occurred.edtf && itsOwn.basis === event.occurred.basis;
  const reckoned = rules.effective?.(data as never, dates, others, input as never) ?? event.occurred;
  const stated = fact.dates.effective && !isSameDate(event.effective, reckoned);
  return {
    ...(fact.dates.occurred !== 'NONE' && !followsMembers && { occurredOn: dateInput(event.occurred) }),
    ...(stated && { effectiveOn: dateInput(event.effective) }),
    ...input,
    ...rules.asGiven?.(data as never),
  };
}

/** A day that is set for the act holds for its effect too, where that was the day of the act. */
function withDates(input: object, given: object, event: PastEvent): object {
  const { effectiveOn, ...rest } = input as { readonly effectiveOn?: unknown };
  const moved = 'occurredOn' in given && !('effectiveOn' in given);
  return effectiveOn !== undefined && moved && isSameDate(event.occurred, event.effective) ? rest : input;
}

function asInput(member: Member, value: unknown): unknown {
  switch (member.kind) {
    case 'date':
      return dateInput(value as UncertainDate);
    case 'list':
      return (value as readonly unknown[]).map((item) => asInput(member.item, item));
    case 'object':
      return Object.fromEntries(
        Object.entries(value as object).map(([name, part]) => {
          const inner = member.members[name];
          return [name, inner ? asInput(inner, part) : part];
        }),
      );
    default:
      return value;
  }
}

function dateInput({ edtf, point, earliest, latest, basis }: UncertainDate): DateInput {
  return { edtf, point, ...(earliest !== null && { earliest }), ...(latest !== null && { latest }), basis };
}

function isSameDate(a: UncertainDate, b: UncertainDate): boolean {
  return Object.keys(DATE_MEMBERS).every(
    (name) => a[name as keyof UncertainDate] === b[name as keyof UncertainDate],
  );
}

/** What the directive has to say: the members that were given or have become others, whole. */
function patchOf(
  event: PastEvent,
  draft: DraftOf<Fact>,
  given: object,
  remove: readonly string[],
): { readonly patch: Patch; readonly changesNothing: boolean } {
  const before = event.data as JsonObject;
  const after = draft.data as unknown as JsonObject;
  const isChanged = (name: string) => !saysTheSame(before[name], after[name]);
  const data = Object.fromEntries(Object.entries(after).filter(([name]) => name in given || isChanged(name)));
  const removed = Object.keys(before).filter((name) => !(name in after));
  const occurred = 'occurredOn' in given || !saysTheSame(event.occurred, draft.occurred);
  const effective = 'effectiveOn' in given || !saysTheSame(event.effective, draft.effective);
  const set = {
    ...(occurred && { occurred: draft.occurred }),
    ...(effective && { effective: draft.effective }),
    ...(Object.keys(data).length > 0 && { data }),
  };
  const gone = [...new Set([...removed, ...remove.filter((name) => name in before && !(name in after))])];
  return {
    patch: {
      target: event.id,
      ...(Object.keys(set).length > 0 && { set }),
      ...(gone.length > 0 && { removed: gone }),
    },
    changesNothing:
      gone.length === 0 &&
      !Object.keys(data).some(isChanged) &&
      saysTheSame(event.occurred, draft.occurred) &&
      saysTheSame(event.effective, draft.effective),
  };
}

function wrong(field: string, problem: Problem): Refusal {
  return refuse('VALIDATION_FAILED', field, problem);
}
