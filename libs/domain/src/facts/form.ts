import { refuse, type Refusal } from '../rules/decision.js';
import type { Problem } from '../rules/problems.js';
import { membersIn } from './normalize.js';
import type { Member, Members } from './member.js';

/** The longest texts and lists of an input. */
export const LONGEST = { word: 200, name: 2_000, freeText: 10_000, document: 500_000, list: 200 } as const;

/**
 * What is wrong with the form of an input that no schema has judged, such as what a correction sets: a member of another type,
 * one that does not exist, one that is missing, a text that is too long. What its values mean is judged where they are read.
 */
export function otherForm(members: Members, input: object, path: string): Refusal | null {
  for (const name of Object.keys(input))
    if (!members[name] || members[name].inInput === 'ABSENT')
      return wrong(at(path, name), { problem: 'OTHER_FORM' });
  for (const [name, member] of Object.entries(members)) {
    const value = (input as { readonly [name: string]: unknown })[name];
    if (value === undefined && member.inInput === 'GIVEN' && !member.sealed)
      return wrong(at(path, name), { problem: 'MEMBER_NEEDED', member: name });
    const found = value === undefined ? null : formOf(member, value, at(path, name));
    if (found) return found;
  }
  return null;
}

function formOf(member: Member, value: unknown, path: string): Refusal | null {
  if (member.kind === 'list') {
    if (!Array.isArray(value)) return wrong(path, { problem: 'OTHER_FORM' });
    if (value.length > LONGEST.list) return wrong(path, { problem: 'LIST_TOO_LONG', most: LONGEST.list });
    return first(value, (item, index) => formOf(member.item, item, at(path, String(index))));
  }
  if (member.kind === 'value') return null;
  const members = membersIn(member);
  if (members)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? otherForm(members, value, path)
      : wrong(path, { problem: 'OTHER_FORM' });
  if (typeof value !== typeOf(member)) return wrong(path, { problem: 'OTHER_FORM' });
  if (member.kind === 'count' && !Number.isSafeInteger(value)) return wrong(path, { problem: 'OTHER_FORM' });
  const most = longest(member);
  return typeof value === 'string' && value.length > most
    ? wrong(path, { problem: 'TEXT_TOO_LONG', most })
    : null;
}

function typeOf({ kind }: Member): 'string' | 'number' | 'boolean' {
  if (kind === 'count') return 'number';
  return kind === 'flag' ? 'boolean' : 'string';
}

function longest({ kind }: Member): number {
  return kind === 'name' || kind === 'freeText' || kind === 'document' ? LONGEST[kind] : LONGEST.word;
}

function first<T>(items: readonly T[], judge: (item: T, index: number) => Refusal | null): Refusal | null {
  for (const [index, item] of items.entries()) {
    const found = judge(item, index);
    if (found) return found;
  }
  return null;
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function wrong(field: string, problem: Problem): Refusal {
  return refuse('VALIDATION_FAILED', field, problem);
}
