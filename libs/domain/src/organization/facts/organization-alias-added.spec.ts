import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('addOrganizationAlias', () => {
  const INPUT: CommandInputs['addOrganizationAlias'] = {
    organizationId: 'technum',
    alias: { text: 'Technum Quebec', lang: 'en', use: 'OFFICIAL_TRANSLATION' },
    evidence: EVIDENCE,
  };
  const add = (more: Partial<CommandInputs['addOrganizationAlias']> = {}) =>
    command('addOrganizationAlias', { ...INPUT, ...more });

  it('records another name, OFFICIAL unless said otherwise', () => {
    given(technum)
      .when(add())
      .thenRecords({
        type: 'OrganizationAliasAdded',
        data: {
          organizationId: 'technum',
          alias: { text: 'Technum Quebec', lang: 'en', use: 'OFFICIAL_TRANSLATION' },
        },
      });
    given(technum)
      .when(add({ alias: { text: 'Technum', lang: 'fr' } }))
      .thenRecords({
        type: 'OrganizationAliasAdded',
        data: { organizationId: 'technum', alias: { text: 'Technum', lang: 'fr', use: 'OFFICIAL' } },
      });
  });

  it('refuses a name that the organisation already has in that language, whatever its use', () => {
    const names = [
      technum,
      fact('OrganizationAliasAdded', '2025-04-17', {
        organizationId: 'technum',
        alias: { text: 'TQ', lang: 'fr', use: 'ACRONYM' },
      }),
      fact('OrganizationRenamed', '2025-05-01', {
        organizationId: 'technum',
        name: { text: 'Technum+', lang: 'fr', use: 'OFFICIAL' },
      }),
    ];
    for (const text of ['Technum Québec', 'TQ', 'Technum+'])
      given(...names)
        .when(add({ alias: { text, lang: 'fr', use: 'VARIANT' } }))
        .thenRefused('ALIAS_ALREADY_KNOWN', { field: 'alias' });
    given(...names)
      .when(add({ alias: { text: 'TQ', lang: 'en' } }))
      .thenRecords({
        type: 'OrganizationAliasAdded',
        data: { organizationId: 'technum', alias: { text: 'TQ', lang: 'en', use: 'OFFICIAL' } },
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'addOrganizationAlias',
      { ...INPUT, alias: { text: '', lang: 'fr' }, occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['NAME_REQUIRED', 'alias.text', { input: { alias: { text: 'Technum Québec', lang: 'fr' } } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { facts: [technum] }, { details: { id: 'technum' } }],
        ['ALIAS_ALREADY_KNOWN', 'alias', { input: { alias: INPUT.alias } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
