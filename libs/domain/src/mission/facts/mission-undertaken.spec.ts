import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  fact,
  given,
} from '../../testing/decider-specification.js';

describe('recordMission', () => {
  const INPUT: CommandInputs['recordMission'] = {
    destination: 'FR',
    occurredOn: { edtf: '2017', basis: 'STATED' },
    evidence: EVIDENCE,
  };
  const record = (more: Partial<CommandInputs['recordMission']> = {}) =>
    command('recordMission', { ...INPUT, ...more });

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

  it('records its programme, agreement and clusters; who led it is kept apart, and is nothing where it is blank', () => {
    const more = { programmeId: 'accord', agreementId: 'mou', clusters: ['Matériel de transport – Estrie'] };
    const ledBy = [{ text: 'le ministre', lang: 'fr' }];
    given()
      .when(record({ ...more, ledBy }))
      .thenRecords({
        type: 'MissionUndertaken',
        data: { missionId: NEW_ID, destination: 'FR', ...more },
        confidential: [{ pointer: '/data/ledBy', value: ledBy }],
      });
    given()
      .when(record({ programmeId: 'nope' }), { missing: ['programme nope'] })
      .thenRefused('PROGRAMME_NOT_FOUND', { field: 'programmeId' });
    given()
      .when(record({ agreementId: 'nope' }), { missing: ['agreement nope'] })
      .thenRefused('AGREEMENT_NOT_FOUND', { field: 'agreementId' });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(fact('MissionUndertaken', '2017', { missionId: 'm-1', destination: 'FR' })).refusesInOrder(
      'recordMission',
      {
        ...INPUT,
        missionId: 'm-1',
        organizerIds: ['amq', 'nobody'],
        funderIds: ['noone'],
        participants: { approx: -1 },
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['organization nobody', 'organization noone', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'participants.approx', { input: { participants: undefined } }],
        ['ORGANIZATION_NOT_FOUND', 'organizerIds.1', { exists: 'organization nobody' }],
        ['ORGANIZATION_NOT_FOUND', 'funderIds.0', { exists: 'organization noone' }],
        ['MISSION_ALREADY_EXISTS', 'missionId', { facts: [] }, { details: { id: 'm-1' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: { edtf: '2017' } } }],
        ['DATE_BASIS_REQUIRED', 'occurredOn.basis', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
