import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('addOrganizationIdentifier', () => {
  const INPUT: CommandInputs['addOrganizationIdentifier'] = {
    organizationId: 'technum',
    identifier: { scheme: 'NEQ', value: '2' },
    evidence: EVIDENCE,
  };
  const add = (more: Partial<CommandInputs['addOrganizationIdentifier']> = {}) =>
    command('addOrganizationIdentifier', { ...INPUT, ...more });
  const added = {
    type: 'OrganizationIdentifierAdded',
    data: { organizationId: 'technum', identifier: { scheme: 'NEQ', value: '2' } },
  } as const;

  it('records an identifier', () => {
    given(technum).when(add()).thenRecords(added);
  });

  it('refuses one that the organisation has already, since its registration or since', () => {
    given(technum)
      .when(add({ identifier: { scheme: 'NEQ', value: '1' } }))
      .thenRefused('IDENTIFIER_TAKEN', { field: 'identifier', details: { scheme: 'NEQ', value: '1' } });
    given(technum, fact('OrganizationIdentifierAdded', '2025-01-28', added.data))
      .when(add())
      .thenRefused('IDENTIFIER_TAKEN');
  });

  it('takes the same value under another scheme', () => {
    given(technum)
      .when(add({ identifier: { scheme: 'BN', value: '1' } }))
      .thenRecords({
        ...added,
        data: { organizationId: 'technum', identifier: { scheme: 'BN', value: '1' } },
      });
  });

  it('refuses a register that is the ledger’s own, however it is written', () => {
    for (const scheme of ['entente:same', 'Entente: merged', 'ENTENTE:x'])
      given(technum)
        .when(add({ identifier: { scheme, value: '1' } }))
        .thenRefused('VALIDATION_FAILED', {
          field: 'identifier.scheme',
          details: { problem: 'SCHEME_RESERVED' },
        });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'addOrganizationIdentifier',
      { ...INPUT, occurredOn: { edtf: 'soon' }, evidence: [] },
      { missing: ['source s0'], taken: [{ scheme: 'NEQ', value: '2' }] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }],
        ['IDENTIFIER_TAKEN', 'identifier', { around: { taken: [] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
