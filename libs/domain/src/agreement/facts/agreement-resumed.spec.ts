import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { inForce } from '../testing/agreement-facts.js';

describe('resumeAgreement', () => {
  const INPUT: CommandInputs['resumeAgreement'] = {
    agreementId: 'mou',
    occurredOn: { edtf: '2025-07-01' },
    evidence: EVIDENCE,
  };
  const resume = (more: Partial<CommandInputs['resumeAgreement']> = {}) =>
    command('resumeAgreement', { ...INPUT, ...more });
  const whole = [...inForce(), fact('AgreementSuspended', '2025-06-01', { agreementId: 'mou' })];
  const some = (until?: string) => [
    ...inForce(),
    fact('AgreementSuspended', '2025-06-01', {
      agreementId: 'mou',
      organizationIds: ['uvm'],
      ...(until && { until }),
    }),
  ];

  it('records that an agreement, or some of its parties, are suspended no more', () => {
    given(...whole)
      .when(resume())
      .thenRecords({ type: 'AgreementResumed', data: { agreementId: 'mou' } });
    given(...some())
      .when(resume({ organizationIds: ['uvm'] }))
      .thenRecords({ type: 'AgreementResumed', data: { agreementId: 'mou', organizationIds: ['uvm'] } });
  });

  it('refuses what is not suspended: the agreement, a party, a party whose last day has passed', () => {
    given(...inForce())
      .when(resume())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE', day: '2025-07-01' } });
    given(...some())
      .when(resume())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'IN_FORCE', day: '2025-07-01' } });
    for (const [facts, id] of [
      [some(), 'udes'],
      [some('2025-06-20'), 'uvm'],
      [whole, 'uvm'],
    ] as const)
      given(...facts)
        .when(resume({ organizationIds: [id] }))
        .thenRefused('INVALID_TRANSITION', {
          field: 'organizationIds.0',
          details: { status: 'NOT_SUSPENDED', day: '2025-07-01' },
        });
  });

  it('refuses an organisation that is not a party on that day', () => {
    given(...some())
      .when(resume({ organizationIds: ['cmc'] }))
      .thenRefused('PARTNER_NOT_PARTY', { field: 'organizationIds.0' });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'resumeAgreement',
      { ...INPUT, organizationIds: ['mit'], occurredOn: { edtf: 'x' }, evidence: [] },
      { missing: ['organization mit', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: some() }],
        ['ORGANIZATION_NOT_FOUND', 'organizationIds.0', { exists: 'organization mit' }],
        ['PARTNER_NOT_PARTY', 'organizationIds.0', { input: { organizationIds: ['udes'] } }],
        ['INVALID_TRANSITION', 'organizationIds.0', { input: { organizationIds: ['uvm'] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
