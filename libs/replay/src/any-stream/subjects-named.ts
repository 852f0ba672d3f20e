import type { Json, LoggedEvent } from '../facts.js';

/** What the members that hold ids name. */
const NAMED_BY: Readonly<Record<string, string>> = {
  agreementId: 'agreement',
  successorAgreementId: 'agreement',
  organizationId: 'organization',
  organizationIds: 'organization',
  predecessorId: 'organization',
  predecessorIds: 'organization',
  successorId: 'organization',
  sameIds: 'organization',
  eligible: 'organization',
  grantedBy: 'organization',
  hostOrganizationId: 'organization',
  toOrganizationId: 'organization',
  ownerId: 'organization',
  stewardId: 'organization',
  promoterId: 'organization',
  funderId: 'organization',
  funderIds: 'organization',
  organizerIds: 'organization',
  beneficiaryId: 'organization',
  personId: 'person',
  present: 'person',
  signedBy: 'person',
  presentAtSigning: 'person',
  meetingId: 'meeting',
  missionId: 'mission',
  programmeId: 'programme',
  committeeId: 'committee',
  resolutionId: 'resolution',
  projectId: 'project',
  fundingId: 'funding',
  sourceId: 'source',
  sourceIds: 'source',
};

/** The other subjects that a fact names, and the sources that it cites, by their streams. */
export function subjectsNamed(stream: string, { data, citations }: LoggedEvent): readonly string[] {
  const named = new Set([...namedIn(data), ...citations.map(({ source }) => `source-${source}`)]);
  named.delete(stream);
  return [...named];
}

function namedIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.entries(value as { readonly [member: string]: Json });
  const { matterKind, matterId } = value as { readonly [member: string]: Json };
  const isMatter = typeof matterKind === 'string' && typeof matterId === 'string';
  return [
    ...(isMatter ? [`${matterKind}-${matterId}`] : []),
    ...members.flatMap(([member, held]) => {
      const kind = NAMED_BY[member];
      if (kind === undefined) return namedIn(held);
      return [held].flat().flatMap((id) => (typeof id === 'string' ? [`${kind}-${id}`] : namedIn(id)));
    }),
  ];
}
