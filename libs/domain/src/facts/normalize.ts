import { refuse, type Refusal } from '../rules/decision.js';
import type { Problem } from '../rules/problems.js';
import { foldDecimal, isDecimal } from '../money/decimal.js';
import { isBlank } from '../rules/text.js';
import { isPlainId, isSubjectId, readStream } from '../streams.js';
import { DATE_MEMBERS, type Member, type Members } from './member.js';

/** An input as it is judged, or why no event can hold it. */
export type Normalized<T> = { readonly refused: false; readonly value: T } | Refusal;

/** A UUID of versions 1 to 8 in lower case: the nil and the max UUID, which name nothing, are none. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a UUID in lower case that somebody made: the nil and the max UUID name nothing. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Of a value that another declaration reads, all that is known here: the note of a date is sealed. */
const NOTE_ALONE: Members = { note: DATE_MEMBERS.note };

/** The members of an object; null for a value that has none. */
export function membersIn(member: Member | undefined): Members | null {
  if (member?.kind === 'object') return member.members;
  if (member?.kind === 'value') return NOTE_ALONE;
  return member?.kind === 'date' ? DATE_MEMBERS : null;
}

/**
 * An input as it is judged and stored: text in NFC, ids in lower case, decimals without zeros at their end; null, undefined and
 * blank notes and quotes left out. Refuses what no event can hold: lone surrogates, NUL, ids and decimals of another form.
 */
export function normalizeMembers<T extends object>(declared: Members, input: T): Normalized<T> {
  const found: { refusal: Refusal | null } = { refusal: null };
  const invalid = (field: string, problem: Problem): void => {
    found.refusal ??= refuse('VALIDATION_FAILED', field, problem);
  };
  const text = (value: string, member: Member | undefined, field: string): string => {
    if (!value.isWellFormed()) invalid(field, { problem: 'LONE_SURROGATE' });
    else if (value.includes('\0')) invalid(field, { problem: 'NUL_IN_TEXT' });
    switch (member?.kind) {
      case 'id':
      case 'partId':
      case 'idOf':
      case 'eventId':
      case 'stream': {
        const folded = value.toLowerCase();
        if (member.kind === 'stream' && !readStream(folded)?.kind)
          invalid(field, { problem: 'NOT_A_STREAM' });
        if (member.kind === 'eventId' && !isUuid(folded)) invalid(field, { problem: 'NOT_A_UUID' });
        if (
          (member.kind === 'id' || member.kind === 'partId' || member.kind === 'idOf') &&
          !isSubjectId(folded)
        )
          invalid(field, { problem: 'NOT_AN_ID' });
        if (member.kind === 'partId' && member.plain && !isPlainId(folded))
          invalid(field, { problem: 'NOT_A_PLAIN_ID' });
        return folded;
      }
      case 'decimal':
        if (isDecimal(value)) return foldDecimal(value);
        invalid(field, { problem: 'NOT_A_DECIMAL' });
        return value;
      case 'document':
        return value.normalize('NFC').replaceAll('\r\n', '\n');
      default:
        return value.normalize('NFC');
    }
  };
  const walk = (value: unknown, member: Member | undefined, field: string): unknown => {
    if (typeof value === 'string') return text(value, member, field);
    // A number of JSON is never an amount: it may have been rounded on its way.
    if (member?.kind === 'decimal') invalid(field, { problem: 'NOT_A_DECIMAL' });
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
      if (kept !== undefined && !isEmptyOf(member, kept)) left.push([name, kept]);
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

/** An object that says nothing, where that counts as not given. */
function isEmptyOf(member: Member | undefined, value: unknown): boolean {
  return (
    member?.kind === 'object' &&
    member.emptyIsAbsent &&
    typeof value === 'object' &&
    Object.keys(value ?? {}).length === 0
  );
}
