import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { inForce } from '../testing/agreement-facts.js';

describe('attachEvidence', () => {
  const INPUT: CommandInputs['attachEvidence'] = {
    agreementId: 'mou',
    sourceId: 's1',
    supports: ['event-1', 'event-2'],
    strength: 'CONFIRMS',
    evidence: EVIDENCE,
  };
  const attach = (more: Partial<CommandInputs['attachEvidence']> = {}) =>
    command('attachEvidence', { ...INPUT, ...more });
  const data = { sourceId: 's1', supports: ['event-1', 'event-2'], strength: 'CONFIRMS' };

  it('records what a source confirms or contradicts, the note apart', () => {
    const note = [{ text: 'calls them signatories', lang: 'en' }];
    given(...inForce())
      .when(attach())
      .thenRecords({ type: 'EvidenceAttached', data });
    given(...inForce())
      .when(attach({ strength: 'CONTRADICTS', note }))
      .thenRecords({
        type: 'EvidenceAttached',
        data: { ...data, strength: 'CONTRADICTS' },
        confidential: [{ pointer: '/data/note', value: note }],
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given().refusesInOrder(
      'attachEvidence',
      { ...INPUT, supports: [], strength: 'HINTS' as 'CONFIRMS', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s1', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'supports', { input: { supports: ['event-0', 'elsewhere'] } }],
        ['VALIDATION_FAILED', 'strength', { input: { strength: INPUT.strength } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: inForce() }],
        [
          'TARGET_NOT_FOUND',
          'supports.1',
          { input: { supports: ['event-0'] } },
          { details: { id: 'elsewhere' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
        ['SOURCE_NOT_FOUND', 'sourceId', { exists: 'source s1' }],
      ],
    );
  });
});
