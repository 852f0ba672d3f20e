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
import { registered } from '../testing/programme-facts.js';

describe('recordOutcome', () => {
  const text = [{ text: 'nouveaux contrats', lang: 'fr' }];
  const INPUT: CommandInputs['recordOutcome'] = {
    programmeId: 'accord',
    kind: 'SALES',
    text,
    occurredOn: { edtf: '2008-11-20' },
    evidence: EVIDENCE,
  };
  const add = (more: Partial<CommandInputs['recordOutcome']> = {}) =>
    command('recordOutcome', { ...INPUT, ...more });
  const known = fact('OutcomeRecorded', '2008-11-20', {
    programmeId: 'accord',
    outcomeId: 'out-1',
    kind: 'SALES',
    text,
  });

  it('records an outcome, with its amount where that is known', () => {
    given(registered)
      .when(add())
      .thenRecords({
        type: 'OutcomeRecorded',
        data: { programmeId: 'accord', outcomeId: NEW_ID, kind: 'SALES', text },
      });
    const more = { outcomeId: 'out-2', amount: { value: '1000000', currency: 'CAD' }, approximate: true };
    given(registered, known)
      .when(add(more))
      .thenRecords({
        type: 'OutcomeRecorded',
        data: { programmeId: 'accord', kind: 'SALES', text, ...more },
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'recordOutcome',
      { ...INPUT, outcomeId: 'out-1', text: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'text', { input: { text } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { facts: [registered, known] }],
        [
          'OUTCOME_ALREADY_RECORDED',
          'outcomeId',
          { facts: [registered] },
          { details: { outcomeId: 'out-1' } },
        ],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
