import type { Claim, ClaimsChanged, HeldClaim, PastEvent, Reference } from '../rules/decision.js';
import { claimOfEdge } from '../rules/edges.js';
import { identifierKey } from '../rules/identifiers.js';
import type { StreamKind } from '../streams.js';
import { subjectMember, type Fact } from './fact.js';
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

/**
 * What some data claim for their subject alone, the identifiers in them and the edges that they make, and the edges that they
 * end.
 */
export function claimsIn(fact: Fact, data: object): ClaimsChanged {
  const taken: Claim[] = [];
  const released: Claim[] = [];
  const subject = String((data as { readonly [name: string]: unknown })[subjectMember(fact) ?? '']);
  for (const { member, value } of valuesIn(fact.members, data)) {
    if (member.kind === 'object' && member.claimed) taken.push(value as Claim);
    if (member.kind !== 'id' || !member.edge || typeof value !== 'string') continue;
    const claim = claimOfEdge(member.edge.kind, subject, value);
    (member.edge.change === 'MADE' ? taken : released).push(claim);
  }
  return { taken, released };
}

/** What facts in effect hold for their subject alone, in the order of the log: a link that is severed is held no more. */
export function claimsHeld(
  facts: readonly PastEvent[],
  factOf: (type: string) => Fact | null,
): readonly HeldClaim[] {
  const held = new Map<string, HeldClaim>();
  for (const { id, type, data } of facts) {
    const fact = factOf(type);
    if (!fact) continue;
    const { taken, released } = claimsIn(fact, data as object);
    for (const claim of taken) held.set(identifierKey(claim), { ...claim, by: id });
    for (const claim of released) held.delete(identifierKey(claim));
  }
  return [...held.values()];
}
