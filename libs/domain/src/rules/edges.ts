import type { Claim } from './decision.js';

/**
 * What makes a chain or a tree of subjects over several streams: organisations that are one (`same`), that became one (`merged`),
 * agreements of which one takes the place of another (`superseded`). Each edge is a claim, so that of two commands that would close
 * a circle at once one at least sees the other.
 */
export type EdgeKind = 'same' | 'merged' | 'superseded';

/** An edge: what is `above` stands for what is `below`, or came after it. */
export interface Edge {
  readonly below: string;
  readonly above: string;
}

/** Schemes that begin so are the ledger's own; no caller's identifier has one. */
const RESERVED = 'entente:';

/** True for a scheme that callers may not give an identifier. */
export function isReservedScheme(scheme: string): boolean {
  return scheme.replace(/\s+/gu, '').toLowerCase().startsWith(RESERVED);
}

/**
 * The claim of an edge between the subject of a stream and what a fact in it names. One subject has one above it at most, but for
 * supersessions, where the subject is the one below and may have been superseded twice by mistake.
 */
export function claimOfEdge(kind: EdgeKind, subject: string, named: string): Claim {
  const scheme = `${RESERVED}${kind}`;
  return { scheme: kind === 'superseded' ? `${scheme}:${subject}` : scheme, value: named };
}

/** The kind of edge that a claim stands for; null for an identifier. */
export function edgeKindOf({ scheme }: Claim): EdgeKind | null {
  if (scheme.startsWith(`${RESERVED}superseded:`)) return 'superseded';
  if (scheme === `${RESERVED}same`) return 'same';
  return scheme === `${RESERVED}merged` ? 'merged' : null;
}

/** The edge that a claim of a subject's stream stands for; null for an identifier. */
export function edgeOf(claim: Claim, subject: string): Edge | null {
  const kind = edgeKindOf(claim);
  if (kind === null) return null;
  return kind === 'superseded'
    ? { below: subject, above: claim.value }
    : { below: claim.value, above: subject };
}
