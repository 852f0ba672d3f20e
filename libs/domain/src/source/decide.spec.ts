import { NEW_ID, command, date, fact, given } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';

const sha256 = 'a'.repeat(64);
const deposit = (input: Partial<CommandInputs['depositSource']> = {}) =>
  command('depositSource', { kind: 'PRESS_RELEASE', sha256, ...input });
const deposited = fact('SourceDeposited', '2025-01-28', { sourceId: 's0', kind: 'PRESS_RELEASE', sha256 });

describe('depositSource', () => {
  it('records a source without evidence, under an id that the ledger makes', () => {
    given()
      .when(deposit())
      .thenRecords({ type: 'SourceDeposited', data: { sourceId: NEW_ID, kind: 'PRESS_RELEASE', sha256 } });
  });

  it('records all that was given, itself being the evidence', () => {
    const more = {
      sourceId: 's0',
      issuer: 'Technum Québec',
      publishedOn: '2025-01-28',
      lang: 'fr',
      file: 'release.txt',
    };
    given()
      .when(deposit({ ...more, occurredOn: { edtf: '2025-01-28' }, evidence: [{ sourceId: 's0' }] }), {
        missing: ['source s0'],
      })
      .thenRecords({
        type: 'SourceDeposited',
        data: { ...more, kind: 'PRESS_RELEASE', sha256 },
        occurred: date('2025-01-28'),
      });
  });

  it('refuses a hash that is not 64 lower-case hexadecimal digits', () => {
    for (const wrong of ['', 'a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64), `${sha256}\n`])
      given()
        .when(deposit({ sha256: wrong }))
        .thenRefused('VALIDATION_FAILED', { field: 'sha256' });
  });

  it('refuses in the order shape, identity, dates, evidence', () => {
    const wrong = {
      sourceId: 's0',
      occurredOn: { edtf: '2099-01-01' },
      evidence: [{ sourceId: 's0' }, { sourceId: 's9' }],
    };
    const around = { missing: ['source s9'] };
    given(deposited)
      .when(deposit({ ...wrong, publishedOn: '2025-02-29' }), around)
      .thenRefused('VALIDATION_FAILED', { field: 'publishedOn' });
    given(deposited)
      .when(deposit(wrong), around)
      .thenRefused('SOURCE_ALREADY_DEPOSITED', { field: 'sourceId', details: { id: 's0' } });
    given().when(deposit(wrong), around).thenRefused('DATE_IN_FUTURE');
    given()
      .when(deposit({ ...wrong, occurredOn: { edtf: '2025-01-28' } }), around)
      .thenRefused('SOURCE_NOT_FOUND', { field: 'evidence.1.sourceId', details: { id: 's9' } });
  });
});
