import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  fact,
  given,
} from '../../testing/decider-specification.js';
import { allotted, committed, released } from '../testing/envelope-facts.js';

describe('commitEnvelope', () => {
  const INPUT: CommandInputs['commitEnvelope'] = {
    fund: 'fsdce',
    region: 'test',
    amount: { value: '100', currency: 'CAD' },
    occurredOn: { edtf: '2025-03-01' },
    evidence: EVIDENCE,
  };
  const commit = (more: Partial<CommandInputs['commitEnvelope']> = {}) =>
    command('commitEnvelope', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;
  const recordedAs = (more: object = {}) => ({
    type: 'EnvelopeCommitted' as const,
    data: { ...data, commitmentId: NEW_ID, ...more },
  });

  it('records a part that is promised, all of it too, under an id that the ledger makes unless given', () => {
    given(allotted('2025-01-01', '100')).when(commit()).thenRecords(recordedAs());
    const more = { commitmentId: 'one', projectId: 'x' };
    given(allotted('2025-03-01', '100')).when(commit(more)).thenRecords(recordedAs(more));
  });

  it('refuses more than there is on any day from its own on, to the last millionth', () => {
    const exceeding = (available: string, day: string) => ({
      field: 'amount.value',
      details: { amount: '100', available, currency: 'CAD', day },
    });
    given(allotted('2025-01-01', '99.999999'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED', exceeding('99.999999', '2025-01-01'));
    given(allotted('2025-03-02', '100'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED', exceeding('0', '2025-03-01'));
    given(allotted('2025-01-01', '150'), committed('2025-06-01', 'one', '100'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED', exceeding('50', '2025-06-01'));
    given(allotted('2025-01-01', '150'), committed('2025-06-01', 'one', '100'), allotted('2025-07-01', '500'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED', exceeding('50', '2025-06-01'));
  });

  it('counts what went back from its day on, and no more than the commitment of it', () => {
    const facts = [allotted('2025-01-01', '150'), committed('2025-02-01', 'one', '100')];
    given(...facts, released('2025-02-15', 'one', '50'))
      .when(commit())
      .thenRecords(recordedAs());
    given(...facts, released('2025-03-02', 'one', '50'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED');
    // As corrections may leave it: a release of another amount than there is to release, or of nothing.
    given(...facts, released('2025-02-15', 'one', '999'))
      .when(commit({ amount: { value: '150.5', currency: 'CAD' } }))
      .thenRefused('ENVELOPE_EXCEEDED', {
        details: { amount: '150.5', available: '150', currency: 'CAD', day: '2025-02-15' },
      });
    given(allotted('2025-01-01', '50'), released('2025-02-15', 'gone', '50'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED');
  });

  it('is refused where only evidence is left of an envelope: nothing was allotted', () => {
    const evidence = { sourceId: 's0', supports: ['event-9'], strength: 'CONFIRMS' as const };
    given(fact('EvidenceAttached', '2025-01-01', evidence))
      .when(commit())
      .thenRefused('ENVELOPE_UNKNOWN');
  });

  it('refuses anything while the envelope is overdrawn, on a day before its own too', () => {
    given(allotted('2025-01-01', '50'), committed('2025-01-10', 'one', '60'), allotted('2025-02-01', '500'))
      .when(commit())
      .thenRefused('ENVELOPE_EXCEEDED', {
        details: { amount: '100', available: '-10', currency: 'CAD', day: '2025-01-10' },
      });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'commitEnvelope',
      {
        ...INPUT,
        commitmentId: 'one',
        projectId: 'x',
        amount: { value: '0', currency: 'USD' },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['project x', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'amount.value', { input: { amount: { value: '100', currency: 'USD' } } }],
        [
          'ENVELOPE_UNKNOWN',
          'fund',
          { facts: [allotted('2025-01-01', '50'), committed('2025-01-10', 'one', '10')] },
          { details: { id: 'fsdce.test' } },
        ],
        ['PROJECT_NOT_FOUND', 'projectId', { exists: 'project x' }],
        [
          'COMMITMENT_ALREADY_EXISTS',
          'commitmentId',
          { facts: [allotted('2025-01-01', '50')] },
          { details: { commitmentId: 'one' } },
        ],
        ['CURRENCY_MISMATCH', 'amount.currency', { input: { amount: INPUT.amount } }],
        ['ENVELOPE_EXCEEDED', 'amount.value', { facts: [allotted('2025-01-01', '100')] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
