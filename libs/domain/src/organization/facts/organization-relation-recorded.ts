import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { relation, toItself } from './relation.js';

/** How an organisation stands to another one. */
export const OrganizationRelationRecorded = fact({
  type: 'OrganizationRelationRecorded',
  stream: 'organization',
  command: 'recordOrganizationRelation',
  recorder: 'SECRETARIAT',
  says: {
    fr: 'Consigne le lien d’une organisation avec une autre.',
    en: 'Records a relation of an organisation to another one.',
  },
  called: { fr: 'lien entre organisations', en: 'relation of organisations' },
  dates: { occurred: 'OPTIONAL' },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
  members: {
    organizationId: m.id('organization', 'The organisation.'),
    relation: relation('The relation.'),
  },
});

export const recordOrganizationRelation = decider(OrganizationRelationRecorded, {
  shape: ({ draft: { data } }) => toItself('relation', data.relation.organizationId, data.organizationId),
});
