import type { Claim, ClaimsChanged, HeldClaim, PastEvent, Reference } from '../rules/decision.js';
import { claimOfEdge } from '../rules/edges.js';
import { identifierKey } from '../rules/identifiers.js';
import { STREAM_KINDS, type StreamKind } from '../streams.js';
import { subjectMember, type Fact } from './fact.js';
import type { Member, Members } from './member.js';

/** A value within an input or within data, the member that declares it, and its path: `attendance.2.organizationId`. */
export interface Found {
  readonly member: Member;
  readonly value: unknown;
  readonly path: string;
  /** The object that the value stands in, and the names of its members. */
  readonly beside: { readonly [name: string]: unknown };
}

/** Every value of an input, with the member that declares it; lists and objects before what they hold. */
export function* valuesIn(members: Members, values: object, path = ''): Generator<Found> {
  const beside = values as Found['beside'];
  for (const [name, member] of Object.entries(members)) {
    const value = beside[name];
    if (value === undefined || value === null) continue;
    yield* valuesOf(member, value, path === '' ? name : `${path}.${name}`, beside);
  }
}

function* valuesOf(member: Member, value: unknown, path: string, beside: Found['beside']): Generator<Found> {
  yield { member, value, path, beside };
  if (member.kind === 'object' && typeof value === 'object' && value !== null)
    yield* valuesIn(member.members, value, path);
  if (member.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries())
      yield* valuesOf(member.item, item, `${path}.${index}`, beside);
}

/** The ids in an input of what has to exist elsewhere; that of the command's own stream is none of them. */
export function referencesIn(members: Members, input: object, own: string | null): readonly Reference[] {
  const references: Reference[] = [];
  for (const { member, value, path, beside } of valuesIn(members, input)) {
    if (typeof value !== 'string' || path === own) continue;
    const kind = kindNamed(member, beside);
    if (kind) references.push({ kind, id: value, field: path });
  }
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

/** The kind of stream that an id is of; null for what is no id of a stream, or where its kind is not given. */
function kindNamed(member: Member, beside: Found['beside']): StreamKind | null {
  if (member.kind === 'id') return member.of;
  const kind = member.kind === 'idOf' ? beside[member.by] : null;
  return typeof kind === 'string' && Object.hasOwn(STREAM_KINDS, kind) ? (kind as StreamKind) : null;
}
