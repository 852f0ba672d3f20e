import { EVIDENCE, NEW_ID, command, date, fact, given } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';
import { RELATION_TYPES } from './facts/relation.js';

const technum = fact('OrganizationRegistered', '2025-01-28', {
  organizationId: 'technum',
  names: [{ text: 'Technum Québec', lang: 'fr', use: 'OFFICIAL' }],
  identifiers: [{ scheme: 'NEQ', value: '1' }],
});

const register = (input: Partial<CommandInputs['registerOrganization']> = {}) =>
  command('registerOrganization', {
    names: [{ text: 'Technum Québec', lang: 'fr' }],
    evidence: EVIDENCE,
    ...input,
  });

describe('registerOrganization', () => {
  it('records names, which are OFFICIAL unless said otherwise, under an id that the ledger makes', () => {
    given()
      .when(
        register({
          names: [
            { text: 'ISEQ', lang: 'fr', use: 'ACRONYM' },
            { text: 'Pôle', lang: 'fr' },
          ],
        }),
      )
      .thenRecords({
        type: 'OrganizationRegistered',
        data: {
          organizationId: NEW_ID,
          names: [
            { text: 'ISEQ', lang: 'fr', use: 'ACRONYM' },
            { text: 'Pôle', lang: 'fr', use: 'OFFICIAL' },
          ],
        },
      });
  });

  it('records all that was given, the founding as a whole date and its note apart', () => {
    given()
      .when(
        register({
          organizationId: 'cpq',
          kind: 'EMPLOYERS_CONFEDERATION',
          jurisdiction: 'CA-QC',
          foundedOn: { edtf: '1969', basis: 'STATED', note: 'the charter' },
          identifiers: [{ scheme: 'NEQ', value: '2' }],
          relations: [{ type: 'HOSTED_BY', organizationId: 'technum' }],
          occurredOn: { edtf: '2025-01-28', note: 'the release' },
        }),
      )
      .thenRecords({
        type: 'OrganizationRegistered',
        data: {
          organizationId: 'cpq',
          names: [{ text: 'Technum Québec', lang: 'fr', use: 'OFFICIAL' }],
          kind: 'EMPLOYERS_CONFEDERATION',
          jurisdiction: 'CA-QC',
          foundedOn: date('1969'),
          identifiers: [{ scheme: 'NEQ', value: '2' }],
          relations: [{ type: 'HOSTED_BY', organizationId: 'technum' }],
        },
        occurred: date('2025-01-28'),
        effective: date('2025-01-28'),
        confidential: [
          { pointer: '/occurred/note', value: 'the release' },
          { pointer: '/data/foundedOn/note', value: 'the charter' },
        ],
      });
  });

  it('takes a registration without a day for one of some day until today', () => {
    given()
      .when(register())
      .thenRecords({
        type: 'OrganizationRegistered',
        data: { organizationId: NEW_ID, names: [{ text: 'Technum Québec', lang: 'fr', use: 'OFFICIAL' }] },
        occurred: { ...date({ edtf: '[..2026-11-23]', basis: 'PRESUMED' }), precision: 'UNKNOWN' },
      });
  });

  it('refuses an organisation without a name, or with a blank one', () => {
    given()
      .when(register({ names: [] }))
      .thenRefused('NAME_REQUIRED', { field: 'names' });
    given()
      .when(register({ names: [{ text: ' ', lang: 'fr' }] }))
      .thenRefused('NAME_REQUIRED', { field: 'names.0.text' });
  });

  it('refuses a founding day that does not exist, and an uncertain one without a basis', () => {
    given()
      .when(register({ foundedOn: { edtf: '2023-02-29' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'foundedOn.edtf' });
    given()
      .when(register({ foundedOn: { edtf: '1969' } }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'foundedOn.basis' });
  });

  it('refuses an identifier given twice, and one that another organisation has', () => {
    const identifier = { scheme: 'NEQ', value: '2' };
    given()
      .when(register({ identifiers: [identifier, identifier] }))
      .thenRefused('VALIDATION_FAILED', { field: 'identifiers.1' });
    given()
      .when(register({ identifiers: [{ scheme: 'NEQ', value: '3' }, identifier] }), {
        taken: [identifier],
      })
      .thenRefused('IDENTIFIER_TAKEN', { field: 'identifiers.1', details: identifier });
  });

  it('refuses a relation of an unknown type, to itself, or to nobody known', () => {
    given()
      .when(register({ relations: [{ type: 'FRIEND_OF' as never, organizationId: 'technum' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'relations.0.type' });
    given()
      .when(register({ organizationId: 'cpq', relations: [{ type: 'UNIT_OF', organizationId: 'cpq' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'relations.0.organizationId' });
    given()
      .when(register({ relations: [{ type: 'UNIT_OF', organizationId: 'nobody' }] }), {
        missing: ['organization nobody'],
      })
      .thenRefused('ORGANIZATION_NOT_FOUND', {
        field: 'relations.0.organizationId',
        details: { id: 'nobody' },
      });
  });

  it('refuses an id that is in use', () => {
    given(technum)
      .when(register({ organizationId: 'technum' }))
      .thenRefused('ORGANIZATION_ALREADY_EXISTS', { field: 'organizationId', details: { id: 'technum' } });
  });

  const similarNames = [
    { organizationId: 'nh-bea', text: 'Technum Québec inc.' },
    { organizationId: 'nh-bea', text: 'TECHNUM Quebec' },
  ];

  it('suspects a duplicate by a similar name, unless that is overridden with a reason', () => {
    given()
      .when(register(), { answers: { similarNames } })
      .thenRefused('ORGANIZATION_DUPLICATE_SUSPECTED', {
        strength: 'POLICY',
        field: 'names',
        details: {
          organizationIds: ['nh-bea'],
          names: ['Technum Québec inc.', 'TECHNUM Quebec'],
        },
      });
    given()
      .when(
        register({ overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'another department' }] }),
        { answers: { similarNames } },
      )
      .thenOverrides('ORGANIZATION_DUPLICATE_SUSPECTED');
  });

  it('overrides nothing where no rule stood in the way', () => {
    given()
      .when(register({ overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'to be sure' }] }))
      .thenOverrides();
  });

  it('refuses to override an invariant, or without a reason', () => {
    given()
      .when(register({ overrides: [{ rule: 'IDENTIFIER_TAKEN', reason: 'mine' }] }))
      .thenRefused('OVERRIDE_NOT_ALLOWED', { field: 'overrides.0.rule' });
    given()
      .when(register({ overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: ' ' }] }))
      .thenRefused('REASON_REQUIRED', { field: 'overrides.0.reason' });
  });

  it('refuses in the order shape, existence, identity, policy, dates, evidence', () => {
    const wrong = {
      organizationId: 'technum',
      names: [],
      relations: [{ type: 'UNIT_OF' as const, organizationId: 'nobody' }],
      identifiers: [{ scheme: 'NEQ', value: '2' }],
      occurredOn: { edtf: '2099-01-01' },
      evidence: [],
    };
    const around = {
      missing: ['organization nobody', 'source s9'],
      answers: { similarNames },
      taken: [{ scheme: 'NEQ', value: '2' }],
    };
    const named = { ...wrong, names: [{ text: 'Technum Québec', lang: 'fr' }] };
    const { relations: _unknown, ...related } = named;
    const { identifiers: _taken, ...identified } = related;
    const { occurredOn: _future, ...dated } = identified;
    const overrides = [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'another' }];
    given(technum).when(register(wrong), around).thenRefused('NAME_REQUIRED');
    given(technum).when(register(named), around).thenRefused('ORGANIZATION_NOT_FOUND');
    given(technum).when(register(related), around).thenRefused('ORGANIZATION_ALREADY_EXISTS');
    given().when(register(related), around).thenRefused('IDENTIFIER_TAKEN');
    given()
      .when(register(identified), around)
      .thenRefused('ORGANIZATION_DUPLICATE_SUSPECTED', { strength: 'POLICY' });
    given()
      .when(register({ ...identified, overrides }), around)
      .thenRefused('DATE_IN_FUTURE');
    given()
      .when(register({ ...dated, overrides }), around)
      .thenRefused('EVIDENCE_REQUIRED');
    given()
      .when(register({ ...dated, overrides, evidence: [{ sourceId: 's9' }] }), around)
      .thenRefused('SOURCE_NOT_FOUND', { field: 'evidence.0.sourceId', details: { id: 's9' } });
  });
});

describe('addOrganizationAlias', () => {
  const add = (input: Partial<CommandInputs['addOrganizationAlias']> = {}) =>
    command('addOrganizationAlias', {
      organizationId: 'technum',
      alias: { text: 'Technum Quebec', lang: 'en', use: 'OFFICIAL_TRANSLATION' },
      evidence: EVIDENCE,
      ...input,
    });

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
    const known = { text: 'Technum Québec', lang: 'fr' };
    const future = { occurredOn: { edtf: '2099-01-01' }, evidence: [] };
    given()
      .when(add({ ...future, alias: { text: '', lang: 'fr' } }))
      .thenRefused('NAME_REQUIRED', { field: 'alias.text' });
    given()
      .when(add({ ...future, alias: known }))
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationId', details: { id: 'technum' } });
    given(technum)
      .when(add({ ...future, alias: known }))
      .thenRefused('ALIAS_ALREADY_KNOWN');
    given(technum).when(add(future)).thenRefused('DATE_IN_FUTURE', { field: 'occurredOn' });
    given(technum)
      .when(add({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED', { field: 'evidence' });
    given(technum)
      .when(add(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('addOrganizationIdentifier', () => {
  const add = (input: Partial<CommandInputs['addOrganizationIdentifier']> = {}) =>
    command('addOrganizationIdentifier', {
      organizationId: 'technum',
      identifier: { scheme: 'NEQ', value: '2' },
      evidence: EVIDENCE,
      ...input,
    });
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

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const wrong = { occurredOn: { edtf: '2099-01-01' }, evidence: [] };
    const taken = { taken: [{ scheme: 'NEQ', value: '2' }] };
    given()
      .when(add({ ...wrong, occurredOn: { edtf: 'soon' } }), taken)
      .thenRefused('VALIDATION_FAILED', { field: 'occurredOn.edtf' });
    given().when(add(wrong), taken).thenRefused('ORGANIZATION_NOT_FOUND');
    given(technum).when(add(wrong), taken).thenRefused('IDENTIFIER_TAKEN');
    given(technum).when(add(wrong)).thenRefused('DATE_IN_FUTURE');
    given(technum)
      .when(add({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(technum)
      .when(add(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('renameOrganization', () => {
  const rename = (input: Partial<CommandInputs['renameOrganization']> = {}) =>
    command('renameOrganization', {
      organizationId: 'technum',
      name: { text: 'Technum International', lang: 'fr' },
      occurredOn: { edtf: '2026-01-15' },
      evidence: EVIDENCE,
      ...input,
    });

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
    const wrong = { occurredOn: { edtf: '2099-01-01' }, evidence: [] };
    given()
      .when(rename({ ...wrong, name: { text: '  ', lang: 'fr' } }))
      .thenRefused('NAME_REQUIRED', { field: 'name.text' });
    given().when(rename(wrong)).thenRefused('ORGANIZATION_NOT_FOUND');
    given(technum).when(rename(wrong)).thenRefused('DATE_IN_FUTURE');
    given(technum)
      .when(rename({ effectiveOn: { edtf: '2027' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'effectiveOn.basis' });
    given(technum)
      .when(rename({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(technum)
      .when(rename(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('recordOrganizationRelation', () => {
  const relate = (input: Partial<CommandInputs['recordOrganizationRelation']> = {}) =>
    command('recordOrganizationRelation', {
      organizationId: 'technum',
      relation: { type: 'MANDATARY_OF', organizationId: 'mei' },
      evidence: EVIDENCE,
      ...input,
    });

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
    const wrong = { occurredOn: { edtf: '2099-01-01' }, evidence: [] };
    const missing = ['organization mei'];
    given()
      .when(relate({ ...wrong, relation: { type: 'LIKES' as never, organizationId: 'mei' } }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'relation.type' });
    given()
      .when(relate({ ...wrong, relation: { type: 'UNIT_OF', organizationId: 'technum' } }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'relation.organizationId' });
    given()
      .when(relate(wrong), { missing })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationId' });
    given(technum)
      .when(relate(wrong), { missing })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'relation.organizationId' });
    given(technum).when(relate(wrong)).thenRefused('DATE_IN_FUTURE');
    given(technum)
      .when(relate({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(technum)
      .when(relate(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('observeDesignation', () => {
  const observe = (input: Partial<CommandInputs['observeDesignation']> = {}) =>
    command('observeDesignation', {
      organizationId: 'technum',
      designation: { text: "zone d'innovation", lang: 'fr' },
      occurredOn: { edtf: '2022-02', basis: 'STATED' },
      evidence: EVIDENCE,
      ...input,
    });

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
    given()
      .when(observe({ occurredOn: { edtf: '2022-13' } }))
      .thenRefused('VALIDATION_FAILED', { field: 'occurredOn.edtf' });
    given()
      .when(observe({ occurredOn: { edtf: '2022-02' }, evidence: [] }))
      .thenRefused('ORGANIZATION_NOT_FOUND');
    given(technum)
      .when(observe({ occurredOn: { edtf: '2022-02' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'occurredOn.basis' });
    given(technum)
      .when(observe({ occurredOn: { edtf: '2099-01-01' }, evidence: [] }))
      .thenRefused('DATE_IN_FUTURE');
    given(technum)
      .when(observe({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(technum)
      .when(observe(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
