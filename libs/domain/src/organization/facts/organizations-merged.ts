import { fact } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { adviceOf } from '../../rules/advice.js';
import type { Advice } from '../../rules/decision.js';
import { edgesRefused } from '../../rules/edges-closed.js';
import { othersUnfit } from './others.js';

/** Organisations became one, on a day. */
export const OrganizationsMerged = fact({
  type: 'OrganizationsMerged',
  stream: 'organization',
  subject: 'successorId',
  command: 'mergeOrganizations',
  recorder: 'DEPOSITARY',
  says: {
    fr: 'Consigne la fusion d’organisations; les ententes restent à qui les a signées, jusqu’à une succession.',
    en: 'Records the merger of organisations; agreements stay with whoever signed them, until a succession.',
  },
  called: { fr: 'fusion', en: 'merger' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    successorId: m.id('organization', 'The organisation that they became.'),
    predecessorIds: m.list(m.linked('merged', m.id('organization', 'The organisations that merged.')), {
      atLeast: 1,
      tooShort: 'ORGANIZATION_NEEDED',
    }),
    initiative: m.optional(m.texts('On whose initiative, by language.')),
  },
});

export const mergeOrganizations = decider(OrganizationsMerged, {
  asks: ({ predecessorIds }) => ({ partiesIn: predecessorIds }),
  shape: ({ draft: { data } }) =>
    othersUnfit(data.successorId, data.predecessorIds, 'predecessorIds', 'SUCCEEDS_ITSELF'),
  identity: ({ draft: { data }, context }) =>
    edgesRefused('merged', data.successorId, data.predecessorIds, 'predecessorIds', context),
  advice: successionToRecord,
});

/** The agreements in which a predecessor is a party on the day: it stays one until a succession is recorded there. */
function successionToRecord({ draft, context }: Asked<typeof OrganizationsMerged>): readonly Advice[] {
  const day = draft.effective.point;
  const parties = (context.answers.partiesIn ?? []).filter(({ from, to }) => from <= day && day < to);
  const agreementIds = [...new Set(parties.map(({ agreementId }) => agreementId))].toSorted();
  return agreementIds.length === 0
    ? []
    : [adviceOf('SUCCESSION_TO_RECORD', { agreementIds, successorId: draft.data.successorId })];
}
