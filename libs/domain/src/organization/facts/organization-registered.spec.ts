import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  given,
} from '../../testing/decider-specification.js';
import { technum } from '../testing/organization-facts.js';

describe('registerOrganization', () => {
  const INPUT: CommandInputs['registerOrganization'] = {
    names: [{ text: 'Technum Québec', lang: 'fr' }],
    evidence: EVIDENCE,
  };
  const register = (more: Partial<CommandInputs['registerOrganization']> = {}) =>
    command('registerOrganization', { ...INPUT, ...more });

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
    given(technum).refusesInOrder(
      'registerOrganization',
      {
        ...INPUT,
        organizationId: 'technum',
        names: [],
        relations: [{ type: 'UNIT_OF', organizationId: 'nobody' }],
        identifiers: [{ scheme: 'NEQ', value: '2' }],
        occurredOn: FUTURE,
        evidence: [],
      },
      {
        missing: ['organization nobody', 'source s0'],
        answers: { similarNames },
        taken: [{ scheme: 'NEQ', value: '2' }],
      },
      [
        ['NAME_REQUIRED', 'names', { input: { names: INPUT.names } }],
        ['ORGANIZATION_NOT_FOUND', 'relations.0.organizationId', { exists: 'organization nobody' }],
        ['ORGANIZATION_ALREADY_EXISTS', 'organizationId', { facts: [] }],
        ['IDENTIFIER_TAKEN', 'identifiers.0', { input: { identifiers: undefined } }],
        [
          'ORGANIZATION_DUPLICATE_SUSPECTED',
          'names',
          { input: { overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'another' }] } },
          { strength: 'POLICY' },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
