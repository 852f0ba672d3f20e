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
import { undertaken } from '../testing/mission-facts.js';

describe('recordMissionResult', () => {
  const INPUT: CommandInputs['recordMissionResult'] = {
    missionId: 'm-1',
    kind: 'SALES',
    text: [{ text: 'nouveaux contrats', lang: 'fr' }],
    occurredOn: { edtf: '[..2018-11-20]', basis: 'INFERRED' },
    evidence: EVIDENCE,
  };
  const record = (more: Partial<CommandInputs['recordMissionResult']> = {}) =>
    command('recordMissionResult', { ...INPUT, ...more });
  const { occurredOn: _on, evidence: _evidence, ...data } = INPUT;

  it('records what came of a mission, to whom and how much of it', () => {
    given(undertaken)
      .when(record())
      .thenRecords({ type: 'MissionResultRecorded', data: { ...data, resultId: NEW_ID } });
    const more = {
      resultId: 'r-1',
      amount: { value: '1000000', currency: 'CAD' },
      approximate: true as const,
      organizationIds: ['amq'],
      agreementId: 'amq-mbi',
    };
    given(undertaken)
      .when(record(more))
      .thenRecords({ type: 'MissionResultRecorded', data: { ...data, ...more } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const { missionId, kind, text } = data;
    const before = fact('MissionResultRecorded', '2018', { missionId, kind, text, resultId: 'r-1' });
    given().refusesInOrder(
      'recordMissionResult',
      {
        ...INPUT,
        resultId: 'r-1',
        text: [],
        organizationIds: ['nobody'],
        agreementId: 'nope',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization nobody', 'agreement nope', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'text', { input: { text: INPUT.text } }],
        ['MISSION_NOT_FOUND', 'missionId', { facts: [undertaken, before] }, { details: { id: 'm-1' } }],
        ['ORGANIZATION_NOT_FOUND', 'organizationIds.0', { exists: 'organization nobody' }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { exists: 'agreement nope' }],
        ['RESULT_ALREADY_RECORDED', 'resultId', { facts: [undertaken] }, { details: { resultId: 'r-1' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
