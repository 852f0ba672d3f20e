import { refuse, type Claim, type Refusal } from './decision.js';
import { claimOfEdge, edgeKindOf, type EdgeKind } from './edges.js';
import { isSameIdentifier } from './identifiers.js';

/** Why the edge of a claim cannot be made: another subject is above the one below it already, or a circle would close. */
export function edgeRefused(
  claim: Claim,
  field: string,
  { taken, circular }: { readonly taken: readonly Claim[]; readonly circular: readonly Claim[] },
): Refusal | null {
  const id = claim.value;
  const isIt = (one: Claim) => isSameIdentifier(one, claim);
  if (taken.some(isIt)) {
    if (edgeKindOf(claim) === 'same') return refuse('ORGANIZATION_ALREADY_LINKED', field, { id });
    if (edgeKindOf(claim) === 'merged') return refuse('ORGANIZATION_ALREADY_MERGED', field, { id });
  }
  return circular.some(isIt) ? refuse('SUCCESSOR_CYCLE', field, { id }) : null;
}

/** The same of each id in a list of an input, the first that cannot be. */
export function edgesRefused(
  kind: EdgeKind,
  subject: string,
  ids: readonly string[],
  field: string,
  context: Parameters<typeof edgeRefused>[2],
): Refusal | null {
  for (const [index, id] of ids.entries()) {
    const refused = edgeRefused(claimOfEdge(kind, subject, id), `${field}.${index}`, context);
    if (refused) return refused;
  }
  return null;
}
