import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('observeDesignation', () => {
  const INPUT: CommandInputs['observeDesignation'] = {
    organizationId: 'technum',
    designation: { text: "zone d'innovation", lang: 'fr' },
    occurredOn: { edtf: '2022-02', basis: 'STATED' },
    evidence: EVIDENCE,
  };
  const observe = (more: Partial<CommandInputs['observeDesignation']> = {}) =>
    command('observeDesignation', { ...INPUT, ...more });

  it('records a designation with its month, and who granted it when that is known', () => {
    given(technum)
      .when(observe())
      .thenRecords({
        type: 'DesignationObserved',
        data: { organizationId: 'technum', designation: { text: "zone d'innovation", lang: 'fr' } },
        occurred: date('2022-02'),
      });
    given(technum)
      .when(observe({ grantedBy: { text: 'gouvernement du Québec', lang: 'fr' } }))
      .thenRecords({
        type: 'DesignationObserved',
        data: {
          organizationId: 'technum',
          designation: { text: "zone d'innovation", lang: 'fr' },
          grantedBy: { text: 'gouvernement du Québec', lang: 'fr' },
        },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'observeDesignation',
      { ...INPUT, occurredOn: { edtf: '2022-13' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: { edtf: '2022-02' } } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: FUTURE } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
