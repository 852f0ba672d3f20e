import type { Json, Reference } from '../rules/decision.js';
import type { StreamKind } from '../streams.js';
import type { Member, Members } from './member.js';

/** A value within an input or within data, the member that declares it, and its path: `attendance.2.organizationId`. */
export interface Found {
  readonly member: Member;
  readonly value: unknown;
  readonly path: string;
}

/** Every value of an input, with the member that declares it; lists and objects before what they hold. */
export function* valuesIn(members: Members, values: object, path = ''): Generator<Found> {
  for (const [name, member] of Object.entries(members)) {
    const value: unknown = (values as { readonly [name: string]: unknown })[name];
    if (value === undefined || value === null) continue;
    yield* valuesOf(member, value, path === '' ? name : `${path}.${name}`);
  }
}

function* valuesOf(member: Member, value: unknown, path: string): Generator<Found> {
  yield { member, value, path };
  if (member.kind === 'object' && typeof value === 'object' && value !== null)
    yield* valuesIn(member.members, value, path);
  if (member.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries()) yield* valuesOf(member.item, item, `${path}.${index}`);
}

/** The ids in an input of what has to exist elsewhere; that of the command's own stream is none of them. */
export function referencesIn(members: Members, input: object, own: string | null): readonly Reference[] {
  const references: Reference[] = [];
  for (const { member, value, path } of valuesIn(members, input))
    if (member.kind === 'id' && path !== own && typeof value === 'string')
      references.push({ kind: member.of satisfies StreamKind, id: value, field: path });
  return references;
}

/** What some data claim for their subject alone: the identifiers in them. */
export function claimsIn<T = Json>(members: Members, data: object): readonly T[] {
  return [...valuesIn(members, data)].flatMap(({ member, value }) =>
    member.kind === 'object' && member.claimed ? [value as T] : [],
  );
}
