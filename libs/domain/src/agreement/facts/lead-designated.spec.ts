import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { termSet, inForce } from '../testing/agreement-facts.js';

describe('designateLead', () => {
  const INPUT: CommandInputs['designateLead'] = {
    agreementId: 'mou',
    organizationIds: ['udes', 'uvm'],
    occurredOn: { edtf: '2025-04-17' },
    evidence: EVIDENCE,
  };
  const designate = (more: Partial<CommandInputs['designateLead']> = {}) =>
    command('designateLead', { ...INPUT, ...more });

  it('records who leads, and as what', () => {
    given(...inForce())
      .when(designate({ role: 'PILOT' }))
      .thenRecords({
        type: 'LeadDesignated',
        data: { agreementId: 'mou', organizationIds: ['udes', 'uvm'], role: 'PILOT' },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'designateLead',
      { ...INPUT, organizationIds: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['organization uvm', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'organizationIds', { input: { organizationIds: INPUT.organizationIds } }],
        [
          'AGREEMENT_NOT_FOUND',
          'agreementId',
          { facts: [...inForce(), termSet('2025-02-01', '2025-03-31')] },
        ],
        ['ORGANIZATION_NOT_FOUND', 'organizationIds.1', { exists: 'organization uvm' }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });

  it('records, after the end, who led before it, and who leads what is left', () => {
    for (const lastDay of ['2025-12-31', '2025-03-31'])
      given(...inForce(), termSet('2025-02-01', lastDay))
        .when(designate())
        .thenRecords({
          type: 'LeadDesignated',
          data: { agreementId: 'mou', organizationIds: ['udes', 'uvm'] },
        });
  });
});
