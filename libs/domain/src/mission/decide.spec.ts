import { EVIDENCE, NEW_ID, command, date, fact, given } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';

const record = (input: Partial<CommandInputs['recordMission']> = {}) =>
  command('recordMission', {
    destination: 'FR',
    occurredOn: { edtf: '2017', basis: 'STATED' },
    evidence: EVIDENCE,
    ...input,
  });

describe('recordMission', () => {
  it('records a mission of which only the year is known', () => {
    given()
      .when(record())
      .thenRecords({
        type: 'MissionUndertaken',
        data: { missionId: NEW_ID, destination: 'FR' },
        occurred: date('2017'),
      });
  });

  it('records who organised, funded and took part, what for and what came of it', () => {
    const more = {
      missionId: 'amq-fr-2',
      ordinal: 2,
      organizerIds: ['amq', 'sodil'],
      funderIds: ['mei'],
      participants: { approx: 10, text: [{ text: 'Une dizaine', lang: 'fr' }], scope: 'both' },
      purpose: [{ text: 'cibler des grappes', lang: 'fr' }],
      outcome: [{ text: 'un pôle retenu', lang: 'fr' }],
    };
    given()
      .when(record(more))
      .thenRecords({ type: 'MissionUndertaken', data: { ...more, destination: 'FR' } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const wrong = {
      missionId: 'm-1',
      organizerIds: ['amq', 'nobody'],
      funderIds: ['noone'],
      occurredOn: { edtf: '2099-01-01' },
      evidence: [],
    };
    const undertaken = fact('MissionUndertaken', '2017', { missionId: 'm-1', destination: 'FR' });
    given(undertaken)
      .when(record({ ...wrong, participants: { approx: -1 } }), { missing: ['organization nobody'] })
      .thenRefused('VALIDATION_FAILED', { field: 'participants.approx' });
    given(undertaken)
      .when(record(wrong), { missing: ['organization nobody', 'organization noone'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizerIds.1' });
    given(undertaken)
      .when(record(wrong), { missing: ['organization noone'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'funderIds.0' });
    given(undertaken)
      .when(record(wrong))
      .thenRefused('MISSION_ALREADY_EXISTS', { field: 'missionId', details: { id: 'm-1' } });
    given().when(record(wrong)).thenRefused('DATE_IN_FUTURE');
    given()
      .when(record({ occurredOn: { edtf: '2017' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'occurredOn.basis' });
    given()
      .when(record({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given()
      .when(record(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
