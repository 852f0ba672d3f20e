import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('linkOrganizations', () => {
  const INPUT: CommandInputs['linkOrganizations'] = {
    organizationId: 'technum',
    sameIds: ['technum-quebec', 'jonq'],
    evidence: EVIDENCE,
  };
  const link = (more: Partial<CommandInputs['linkOrganizations']> = {}) =>
    command('linkOrganizations', { ...INPUT, ...more });
  const same = (value: string) => ({ scheme: 'entente:same', value });

  it('records which organisations are the one that is shown', () => {
    given(technum)
      .when(link({ confidence: 'HIGH' }))
      .thenRecords({
        type: 'OrganizationsLinkedAsSame',
        data: { organizationId: 'technum', sameIds: ['technum-quebec', 'jonq'], confidence: 'HIGH' },
      });
  });

  it('refuses the organisation itself, and one that is named twice', () => {
    given(technum)
      .when(link({ sameIds: ['jonq', 'technum'] }))
      .thenRefused('VALIDATION_FAILED', { field: 'sameIds.1', details: { problem: 'SAME_AS_ITSELF' } });
    given(technum)
      .when(link({ sameIds: ['jonq', 'jonq'] }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'sameIds.1',
        details: { problem: 'ORGANIZATION_REPEATED' },
      });
  });

  it('refuses one that is linked below another already, and a circle', () => {
    given(technum)
      .when(link(), { taken: [same('jonq')] })
      .thenRefused('ORGANIZATION_ALREADY_LINKED', { field: 'sameIds.1', details: { id: 'jonq' } });
    given(technum)
      .when(link(), { circular: [same('technum-quebec')] })
      .thenRefused('SUCCESSOR_CYCLE', { field: 'sameIds.0', details: { id: 'technum-quebec' } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'linkOrganizations',
      { ...INPUT, sameIds: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['organization jonq', 'source s0'], taken: [same('jonq')] },
      [
        ['VALIDATION_FAILED', 'sameIds', { input: { sameIds: INPUT.sameIds } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['ORGANIZATION_NOT_FOUND', 'sameIds.1', { exists: 'organization jonq' }],
        ['ORGANIZATION_ALREADY_LINKED', 'sameIds.1', { around: { taken: [] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
