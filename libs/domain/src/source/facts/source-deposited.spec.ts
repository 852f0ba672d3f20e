import type { CommandInputs } from '../../catalogue.js';
import { FUTURE, NEW_ID, command, date, fact, given } from '../../testing/decider-specification.js';

describe('depositSource', () => {
  const sha256 = 'a'.repeat(64);
  const INPUT: CommandInputs['depositSource'] = { kind: 'PRESS_RELEASE', sha256 };
  const deposit = (more: Partial<CommandInputs['depositSource']> = {}) =>
    command('depositSource', { ...INPUT, ...more });
  const deposited = fact('SourceDeposited', '2025-01-28', { sourceId: 's0', kind: 'PRESS_RELEASE', sha256 });

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
    given(deposited).refusesInOrder(
      'depositSource',
      {
        ...INPUT,
        sourceId: 's0',
        publishedOn: '2025-02-29',
        occurredOn: FUTURE,
        evidence: [{ sourceId: 's0' }, { sourceId: 's9' }],
      },
      { missing: ['source s9'] },
      [
        ['VALIDATION_FAILED', 'publishedOn', { input: { publishedOn: undefined } }],
        ['SOURCE_ALREADY_DEPOSITED', 'sourceId', { facts: [] }, { details: { id: 's0' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '2025-01-28' } } }],
        ['SOURCE_NOT_FOUND', 'evidence.1.sourceId', { exists: 'source s9' }, { details: { id: 's9' } }],
      ],
    );
  });
});
