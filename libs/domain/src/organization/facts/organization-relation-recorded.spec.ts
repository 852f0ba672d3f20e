import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';
import { RELATION_TYPES } from './relation.js';

describe('recordOrganizationRelation', () => {
  const INPUT: CommandInputs['recordOrganizationRelation'] = {
    organizationId: 'technum',
    relation: { type: 'MANDATARY_OF', organizationId: 'mei' },
    evidence: EVIDENCE,
  };
  const relate = (more: Partial<CommandInputs['recordOrganizationRelation']> = {}) =>
    command('recordOrganizationRelation', { ...INPUT, ...more });

  it('records a relation of each type', () => {
    for (const type of RELATION_TYPES)
      given(technum)
        .when(relate({ relation: { type, organizationId: 'mei' } }))
        .thenRecords({
          type: 'OrganizationRelationRecorded',
          data: { organizationId: 'technum', relation: { type, organizationId: 'mei' } },
        });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'recordOrganizationRelation',
      {
        ...INPUT,
        relation: { type: 'LIKES' as never, organizationId: 'mei' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization mei', 'source s0'] },
      [
        [
          'VALIDATION_FAILED',
          'relation.type',
          { input: { relation: { type: 'UNIT_OF', organizationId: 'technum' } } },
        ],
        ['VALIDATION_FAILED', 'relation.organizationId', { input: { relation: INPUT.relation } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['ORGANIZATION_NOT_FOUND', 'relation.organizationId', { exists: 'organization mei' }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
