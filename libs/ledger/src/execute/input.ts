import {
  COMMON_MEMBERS,
  DATE_MEMBERS,
  deciderOf,
  isBlank,
  isSubjectId,
  refuse,
  type Command,
  type Json,
  type Member,
  type Members,
  type Problem,
  type Refusal,
} from '@entente/domain';
import { canonicalBytes, sha256 } from '@entente/proof';
import { MAX, NIL, v5 as uuidv5, validate } from 'uuid';

/** True for a UUID in lower case that somebody made: the nil and the max UUID name nothing. */
export function isUuid(text: string): boolean {
  return validate(text) && text === text.toLowerCase() && text !== NIL && text !== MAX;
}

export type Normalized<T> = { readonly refused: false; readonly value: T } | Refusal;

/** The members of a command's input: its fact's own, and those that every command may carry. */
function membersOf(name: string): Members {
  return { ...COMMON_MEMBERS, ...deciderOf(name).fact.members };
}

/** The members of an object; null for a value that has none. */
function membersIn(member: Member | undefined): Members | null {
  if (member?.kind === 'object') return member.members;
  return member?.kind === 'date' ? DATE_MEMBERS : null;
}

/** A command's input as it is judged and stored; see {@link normalizeMembers}. */
export function normalizeInput<C extends Command>({ name, input }: C): Normalized<C['input']> {
  return normalizeMembers(membersOf(name), input);
}

/**
 * An input as it is judged and stored: text in NFC, ids in lower case, null, undefined and blank notes and quotes left out.
 * Refuses what no event can hold: lone surrogates, NUL, ids of another form.
 */
export function normalizeMembers<T extends object>(declared: Members, input: T): Normalized<T> {
  const found: { refusal: Refusal | null } = { refusal: null };
  const invalid = (field: string, problem: Problem): void => {
    found.refusal ??= refuse('VALIDATION_FAILED', field, problem);
  };
  const text = (value: string, member: Member | undefined, field: string): string => {
    if (!value.isWellFormed()) invalid(field, { problem: 'LONE_SURROGATE' });
    else if (value.includes('\0')) invalid(field, { problem: 'NUL_IN_TEXT' });
    if (member?.kind !== 'id' && member?.kind !== 'partId' && member?.kind !== 'eventId')
      return value.normalize('NFC');
    const folded = value.toLowerCase();
    if (member.kind !== 'eventId' && !isSubjectId(folded)) invalid(field, { problem: 'NOT_AN_ID' });
    if (member.kind === 'eventId' && !isUuid(folded)) invalid(field, { problem: 'NOT_A_UUID' });
    return folded;
  };
  const walk = (value: unknown, member: Member | undefined, field: string): unknown => {
    if (typeof value === 'string') return text(value, member, field);
    if (Array.isArray(value)) {
      const item = member?.kind === 'list' ? member.item : undefined;
      return value.map((one, index) => walk(one, item, `${field}.${index}`));
    }
    return value === null || typeof value !== 'object'
      ? value
      : object(value, membersIn(member) ?? {}, field);
  };
  const object = (value: object, members: Members, field: string): object => {
    const left: [string, unknown][] = [];
    for (const [name, given] of Object.entries(value)) {
      if (given === null || given === undefined) continue;
      const member = members[name];
      const walked = walk(given, member, field === '' ? name : `${field}.${name}`);
      const kept = member?.blankIsAbsent ? unlessBlank(walked) : walked;
      if (kept !== undefined) left.push([name, kept]);
    }
    return Object.fromEntries(left);
  };
  const value = object(input, declared, '') as T;
  return found.refusal ?? { refused: false, value };
}

/** A text, or texts by language, without those that are blank; undefined when nothing is left. */
function unlessBlank(given: unknown): unknown {
  if (typeof given === 'string') return isBlank(given) ? undefined : given;
  if (!Array.isArray(given)) return given;
  const left = given.filter(
    (member: unknown) =>
      typeof member !== 'object' ||
      member === null ||
      !('text' in member) ||
      typeof member.text !== 'string' ||
      !isBlank(member.text),
  );
  return left.length === 0 ? undefined : left;
}

/**
 * SHA-256 of what a command asks for, its ids and all that is sealed apart (`semantics.md` section 5): what a fact's
 * declaration seals is never in a digest that stands in clear.
 */
export function digestOf({ name, input }: Command): string {
  const {
    commandId: _id,
    expectedRevision: _revision,
    ...rest
  } = input as object as { readonly [member: string]: unknown };
  return sha256(canonicalBytes(clearOf(membersOf(name), rest) as Json));
}

/** An object without what its members seal. */
function clearOf(members: Members, value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !members[name]?.sealed)
      .map(([name, given]) => [name, clear(members[name], given)]),
  );
}

function clear(member: Member | undefined, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => clear(member?.kind === 'list' ? member.item : undefined, item));
  return value !== null && typeof value === 'object' ? clearOf(membersIn(member) ?? {}, value) : value;
}

/** The id of the n-th event of a command; the same command makes the same ids. */
export function eventIdOf(commandId: string, index: number): string {
  return uuidv5(String(index), commandId);
}

/** The id of what a command makes, where its caller gives none. */
export function madeIdOf(commandId: string): string {
  return uuidv5('id', commandId);
}

/** The commandId of a command of the ledger's own. */
export function ownCommandId(ledgerId: string, name: string): string {
  return uuidv5(name, ledgerId);
}
