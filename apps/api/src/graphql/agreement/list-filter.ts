import type { FlagRules, AgreementFilter as ListFilter } from '@entente/read-model';
import { isGiven } from '../inputs/given.js';
import type { AgreementFilter } from './agreement.filter.js';

/** A filter as the read model takes it, its flags among it. */
export function flaggedFilterOf(filter: AgreementFilter | null | undefined, rules: FlagRules): ListFilter {
  const flags = filter?.flags;
  return { ...listFilterOf(filter), ...(isGiven(flags) && { flagged: { ...rules, flags } }) };
}

/** A filter as the read model takes it, of what has no flags: what is counted by day. */
export function listFilterOf(filter: AgreementFilter | null | undefined): ListFilter {
  const {
    status,
    inForce,
    certainty,
    partyId,
    kind,
    text,
    endsFrom,
    endsTo,
    recordedSince,
    ids,
    sourceId,
    identifier,
  } = filter ?? {};
  return {
    ...(isGiven(status) && { status }),
    ...(isGiven(inForce) && { inForce }),
    ...(isGiven(certainty) && { certainty }),
    ...(isGiven(partyId) && { partyId: partyId.toLowerCase() }),
    ...(isGiven(kind) && { kind }),
    ...(isGiven(text) && { text }),
    ...(isGiven(endsFrom) && { endsFrom }),
    ...(isGiven(endsTo) && { endsTo }),
    ...(isGiven(recordedSince) && { recordedSince: new Date(recordedSince) }),
    ...(isGiven(ids) && { ids: ids.map((id) => id.toLowerCase()) }),
    ...(isGiven(sourceId) && { sourceId: sourceId.toLowerCase() }),
    ...(isGiven(identifier) && { identifier }),
  };
}
