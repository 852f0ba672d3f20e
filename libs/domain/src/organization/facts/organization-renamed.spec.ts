import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('renameOrganization', () => {
  const INPUT: CommandInputs['renameOrganization'] = {
    organizationId: 'technum',
    name: { text: 'Technum International', lang: 'fr' },
    occurredOn: { edtf: '2026-01-15' },
    evidence: EVIDENCE,
  };
  const rename = (more: Partial<CommandInputs['renameOrganization']> = {}) =>
    command('renameOrganization', { ...INPUT, ...more });

  it('records the new name from the day it takes effect, which may be later than the act', () => {
    given(technum)
      .when(rename({ effectiveOn: { edtf: '2027-01-01', note: 'by-law' } }))
      .thenRecords({
        type: 'OrganizationRenamed',
        data: {
          organizationId: 'technum',
          name: { text: 'Technum International', lang: 'fr', use: 'OFFICIAL' },
        },
        occurred: date('2026-01-15'),
        effective: date('2027-01-01'),
        confidential: [{ pointer: '/effective/note', value: 'by-law' }],
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'renameOrganization',
      {
        ...INPUT,
        name: { text: '  ', lang: 'fr' },
        effectiveOn: { edtf: '2027' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['source s0'] },
      [
        ['NAME_REQUIRED', 'name.text', { input: { name: INPUT.name } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['DATE_BASIS_REQUIRED', 'effectiveOn.basis', { input: { effectiveOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
