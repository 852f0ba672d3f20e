import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { registered } from '../testing/person-facts.js';

describe('observeRole', () => {
  const INPUT: CommandInputs['observeRole'] = {
    personId: 'p-1',
    current: true,
    occurredOn: { edtf: '2025-01-28' },
    evidence: EVIDENCE,
  };
  const observe = (more: Partial<CommandInputs['observeRole']> = {}) =>
    command('observeRole', { ...INPUT, ...more });

  it('records what someone is, or was, and where when that is known', () => {
    given(registered)
      .when(observe())
      .thenRecords({
        type: 'RoleObserved',
        data: { personId: 'p-1', current: true },
        occurred: date('2025-01-28'),
      });
    given(registered)
      .when(observe({ organizationId: 'technum', title: { text: 'PDG', lang: 'fr' }, current: false }))
      .thenRecords({
        type: 'RoleObserved',
        data: {
          personId: 'p-1',
          organizationId: 'technum',
          title: { text: 'PDG', lang: 'fr' },
          current: false,
        },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'observeRole',
      { ...INPUT, organizationId: 'nowhere', occurredOn: { edtf: 'then' }, evidence: [] },
      { missing: ['organization nowhere', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['PERSON_NOT_FOUND', 'personId', { facts: [registered] }, { details: { id: 'p-1' } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization nowhere' }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '2025-01' } } }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
