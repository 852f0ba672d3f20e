import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, command, fact, given } from '../../testing/decider-specification.js';

const sha256 = 'a'.repeat(64);
const other = 'b'.repeat(64);
const TEXT = '\nLine two\nLine three';

describe('depositSource with its text', () => {
  it('records how many lines it has, and leaves the text to be kept beside the log', () => {
    given()
      .when(command('depositSource', { sourceId: 's1', kind: 'ARTICLE', sha256, text: TEXT }))
      .thenRecords({
        type: 'SourceDeposited',
        data: { sourceId: 's1', kind: 'ARTICLE', sha256, lines: 3 },
        documents: [TEXT],
      });
  });
});

describe('depositSourceText', () => {
  const deposited = fact('SourceDeposited', '2025-01-28', { sourceId: 's1', kind: 'ARTICLE', sha256 });
  const deposit = (more: Partial<CommandInputs['depositSourceText']> = {}) =>
    command('depositSourceText', { sourceId: 's1', text: TEXT, sha256, ...more });

  it('records that the text of the source’s own hash is there', () => {
    given(deposited)
      .when(deposit())
      .thenRecords({
        type: 'SourceTextDeposited',
        data: { sourceId: 's1', sha256, lines: 3 },
        documents: [TEXT],
      });
  });

  it('refuses another text, telling both hashes', () => {
    given(deposited)
      .when(deposit({ sha256: other }))
      .thenRefused('TEXT_DIFFERS', { field: 'text', details: { wanted: sha256, found: other } });
  });

  it('refuses a text that is there, whichever command brought it', () => {
    const later = fact('SourceTextDeposited', '2025-01-29', { sourceId: 's1', sha256, lines: 3 });
    const withText = fact('SourceDeposited', '2025-01-28', {
      sourceId: 's1',
      kind: 'ARTICLE',
      sha256,
      lines: 3,
    });
    for (const facts of [[deposited, later], [withText]])
      given(...facts)
        .when(deposit())
        .thenRefused('TEXT_ALREADY_DEPOSITED', { field: 'text' });
  });

  it('is brought back by annulling its annulment, with no text at hand', () => {
    const target = { target: 'event-1', targetType: 'SourceTextDeposited' } as const;
    given(
      deposited,
      fact('SourceTextDeposited', '2025-01-29', { sourceId: 's1', sha256, lines: 3 }),
      fact('RecordAnnulled', '2025-02-01', target),
    )
      .when(
        command('annulRecord', {
          stream: 'source-s1',
          eventId: 'event-2',
          reason: 'it was right',
          evidence: EVIDENCE,
        }),
      )
      .thenRecords({
        type: 'RecordAnnulled',
        data: { target: 'event-2', targetType: 'RecordAnnulled' },
        confidential: [{ pointer: '/data/reason', value: 'it was right' }],
      });
  });

  it('refuses the text of a source that nobody deposited', () => {
    given().when(deposit()).thenRefused('SOURCE_NOT_FOUND', { field: 'sourceId' });
  });
});
