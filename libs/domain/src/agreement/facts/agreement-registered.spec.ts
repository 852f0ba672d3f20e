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
import { registered } from '../testing/agreement-facts.js';

describe('registerAgreement', () => {
  const INPUT: CommandInputs['registerAgreement'] = {
    kind: 'MOU',
    title: [{ text: 'Entente', lang: 'fr' }],
    evidence: EVIDENCE,
  };
  const register = (more: Partial<CommandInputs['registerAgreement']> = {}) =>
    command('registerAgreement', { ...INPUT, ...more });

  it('records an agreement under an id that the ledger makes; whether it binds is UNKNOWN unless said', () => {
    given()
      .when(register())
      .thenRecords({
        type: 'AgreementRegistered',
        data: {
          agreementId: NEW_ID,
          kind: 'MOU',
          title: [{ text: 'Entente', lang: 'fr' }],
          binding: 'UNKNOWN',
        },
      });
  });

  it('records all that was given; an objective without a code is named by its place', () => {
    const texts = [{ text: 'une chaîne résiliente', lang: 'fr' }];
    const sectors = [{ text: 'semi-conducteurs', lang: 'fr' }];
    given()
      .when(
        register({
          agreementId: 'mou',
          binding: 'NO',
          openToAccession: false,
          objectives: [{ texts }, { code: 'TRADE', texts }],
          sectors,
          occurredOn: { edtf: '[..2025-01-28]', basis: 'INFERRED', note: 'the release says signed' },
        }),
      )
      .thenRecords({
        type: 'AgreementRegistered',
        data: {
          agreementId: 'mou',
          kind: 'MOU',
          title: [{ text: 'Entente', lang: 'fr' }],
          objectives: [
            { code: 'OBJ-1', texts },
            { code: 'TRADE', texts },
          ],
          sectors,
          openToAccession: false,
          binding: 'NO',
        },
        occurred: date({ edtf: '[..2025-01-28]', basis: 'INFERRED' }),
        confidential: [{ pointer: '/occurred/note', value: 'the release says signed' }],
      });
  });

  it('refuses in the order shape, identity, dates, evidence', () => {
    given(registered()).refusesInOrder(
      'registerAgreement',
      {
        ...INPUT,
        agreementId: 'mou',
        title: [],
        objectives: [{ code: 'OBJ-2', texts: [] }, { texts: [] }],
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['source s0'] },
      [
        ['TITLE_REQUIRED', 'title', { input: { title: INPUT.title } }],
        ['VALIDATION_FAILED', 'objectives.1.code', { input: { objectives: undefined } }],
        ['AGREEMENT_ALREADY_EXISTS', 'agreementId', { facts: [] }, { details: { id: 'mou' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '2025' } } }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });

  it('keeps its identifiers in registers; refuses one given twice, and one that something else has', () => {
    const identifier = { scheme: 'Registre des ententes', value: '1994-027 (A)' };
    given()
      .when(register({ agreementId: 'mou', identifiers: [identifier] }))
      .thenRecords({
        type: 'AgreementRegistered',
        data: {
          agreementId: 'mou',
          kind: 'MOU',
          title: [{ text: 'Entente', lang: 'fr' }],
          binding: 'UNKNOWN',
          identifiers: [identifier],
        },
      });
    given()
      .when(register({ identifiers: [identifier, { ...identifier, value: '1994-027(a)' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'identifiers.1' });
    given()
      .when(register({ identifiers: [identifier] }), { taken: [identifier] })
      .thenRefused('IDENTIFIER_TAKEN', { field: 'identifiers.0', details: identifier });
  });

  it('refuses evidence whose lines run backwards', () => {
    given()
      .when(register({ evidence: [{ sourceId: 's0', lines: { from: 3, to: 2 } }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'evidence.0.lines' });
    given()
      .when(register({ evidence: [{ sourceId: 's0', lines: { from: 0, to: 2 } }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'evidence.0.lines' });
  });
});
