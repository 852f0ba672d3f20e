import { isBlank, refuse, type Json, type Problem, type Refusal } from '@entente/domain';
import { canonicalBytes, sha256 } from '@entente/proof';
import { MAX, NIL, v5 as uuidv5, validate } from 'uuid';

/** Members that hold one id that a caller chooses, and members that hold several. */
const ID_MEMBERS = new Set([
  'agreementId',
  'organizationId',
  'meetingId',
  'missionId',
  'personId',
  'sourceId',
  'hostOrganizationId',
  'ownerId',
]);
const ID_LIST_MEMBERS = new Set([
  'organizationIds',
  'organizerIds',
  'funderIds',
  'eligible',
  'signedBy',
  'presentAtSigning',
]);
/** Members that are sealed, wherever they stand: they are no part of a command's digest. */
const PERSONAL_MEMBERS = new Set(['note', 'quote', 'reason', 'displayName']);

const ID = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** Free text that may be left out: given blank, it counts as not given. */
const OPTIONAL_TEXTS = new Set(['note', 'quote']);

/** True for a UUID in lower case that somebody made: the nil and the max UUID name nothing. */
export function isUuid(text: string): boolean {
  return validate(text) && text === text.toLowerCase() && text !== NIL && text !== MAX;
}

export type Normalized<T> = { readonly refused: false; readonly value: T } | Refusal;

/**
 * An input as it is judged and stored: text in NFC, ids in lower case, null, undefined and blank notes and quotes left out.
 * Refuses what no event can hold: lone surrogates, NUL, ids of another form.
 */
export function normalizeInput<T>(input: T): Normalized<T> {
  const found: { refusal: Refusal | null } = { refusal: null };
  const invalid = (field: string, problem: Problem): void => {
    found.refusal ??= refuse('VALIDATION_FAILED', field, problem);
  };
  const id = (value: unknown, field: string): unknown => {
    if (typeof value !== 'string') return value;
    const folded = value.toLowerCase();
    if (!ID.test(folded)) invalid(field, { problem: 'NOT_AN_ID' });
    return folded;
  };
  const eventId = (value: unknown, field: string): unknown => {
    if (typeof value !== 'string') return value;
    const folded = value.toLowerCase();
    if (!isUuid(folded)) invalid(field, { problem: 'NOT_A_UUID' });
    return folded;
  };
  const walk = (value: unknown, key: string, field: string): unknown => {
    if (typeof value === 'string') {
      if (!value.isWellFormed()) invalid(field, { problem: 'LONE_SURROGATE' });
      else if (value.includes('\0')) invalid(field, { problem: 'NUL_IN_TEXT' });
      if (ID_MEMBERS.has(key)) return id(value, field);
      return value.normalize('NFC');
    }
    if (Array.isArray(value))
      return value.map((member, index) => {
        const at = `${field}.${index}`;
        if (ID_LIST_MEMBERS.has(key)) return id(member, at);
        return key === 'supports' ? eventId(member, at) : walk(member, key, at);
      });
    if (value === null || typeof value !== 'object') return value;
    const members: [string, unknown][] = [];
    for (const [name, member] of Object.entries(value)) {
      if (member === null || member === undefined) continue;
      const walked = walk(member, name, field === '' ? name : `${field}.${name}`);
      const given = OPTIONAL_TEXTS.has(name) ? unlessBlank(walked) : walked;
      if (given !== undefined) members.push([name, given]);
    }
    return Object.fromEntries(members);
  };
  const value = walk(input, '', '') as T;
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

/** SHA-256 of what a command asks for, its ids and its personal members apart (`semantics.md` section 5). */
export function digestOf(name: string, input: object): string {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !PERSONAL_MEMBERS.has(key))
        .map(([key, member]) => [key, strip(member)]),
    );
  };
  const rest = strip(input) as Record<string, Json>;
  delete rest['commandId'];
  delete rest['expectedRevision'];
  if (name === 'depositMinutes') delete rest['text'];
  return sha256(canonicalBytes(rest));
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
