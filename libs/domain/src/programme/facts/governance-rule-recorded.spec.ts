import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, date, given } from '../../testing/decider-specification.js';
import { registered, rule } from '../testing/programme-facts.js';

describe('recordGovernanceRule', () => {
  const text = [{ text: 'une enveloppe par région', lang: 'fr' }];
  const INPUT: CommandInputs['recordGovernanceRule'] = {
    programmeId: 'accord',
    code: 'RULE-ENVELOPE',
    strength: 'INVARIANT',
    text,
    occurredOn: { edtf: '2008-11-20' },
    evidence: EVIDENCE,
  };
  const add = (more: Partial<CommandInputs['recordGovernanceRule']> = {}) =>
    command('recordGovernanceRule', { ...INPUT, ...more });

  it.each(['INVARIANT', 'POLICY', 'ADVICE', 'OPTIONAL'] as const)('records a rule that is %s', (strength) => {
    const more = {
      requiredApprovals: ['MINISTER'],
      order: 'UNSTATED',
      fund: 'fsdce',
      rates: [{ regionClass: 'STANDARD', amount: { value: '4000000', currency: 'CAD' } }],
      period: 'UNSTATED',
      topics: ['mission'],
    };
    given(registered)
      .when(add({ ...more, strength, effectiveOn: { edtf: '2009-01-01' } }))
      .thenRecords({
        type: 'GovernanceRuleRecorded',
        data: { programmeId: 'accord', code: 'RULE-ENVELOPE', strength, text, ...more },
        effective: date('2009-01-01'),
      });
  });

  it('leaves empty lists out', () => {
    given(registered)
      .when(add({ requiredApprovals: [], rates: [], topics: [] }))
      .thenRecords({
        type: 'GovernanceRuleRecorded',
        data: { programmeId: 'accord', code: 'RULE-ENVELOPE', strength: 'INVARIANT', text },
      });
  });

  it('takes one of a code on a day, and another on another day', () => {
    const known = rule('RULE-ENVELOPE', '2008-11-20');
    given(registered, known)
      .when(add())
      .thenRefused('RULE_ALREADY_RECORDED', {
        field: 'code',
        details: { code: 'RULE-ENVELOPE', day: '2008-11-20' },
      });
    given(registered, known)
      .when(add({ occurredOn: { edtf: '2008-11-21' } }))
      .thenAdvises();
    given(registered, rule('RULE-EQUITY', '2008-11-20')).when(add()).thenAdvises();
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given().refusesInOrder(
      'recordGovernanceRule',
      { ...INPUT, text: [], occurredOn: FUTURE, effectiveOn: { edtf: '2008-11-20' }, evidence: [] },
      { missing: ['source s0'] },
      [
        ['VALIDATION_FAILED', 'text', { input: { text } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { facts: [registered, rule('RULE-ENVELOPE', '2008-11-20')] }],
        ['RULE_ALREADY_RECORDED', 'code', { input: { code: 'RULE-OTHER' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
