import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, NEW_ID, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { established } from '../testing/committee-facts.js';

describe('establishCommittee', () => {
  const INPUT: CommandInputs['establishCommittee'] = {
    kind: 'INTERREGIONAL',
    occurredOn: { edtf: '2005-23', basis: 'STATED' },
    evidence: EVIDENCE,
  };
  const establish = (more: Partial<CommandInputs['establishCommittee']> = {}) =>
    command('establishCommittee', { ...INPUT, ...more });

  it('records a committee, with what is known of it', () => {
    given()
      .when(establish())
      .thenRecords({
        type: 'CommitteeEstablished',
        data: { committeeId: NEW_ID, kind: 'INTERREGIONAL' },
      });
    const more = {
      committeeId: 'meuble',
      title: [{ text: 'Comité interrégional meuble', lang: 'fr' }],
      programmeId: 'accord',
      organizationId: 'mdeie',
      regions: ['Estrie', 'Mauricie'],
      members: [{ text: 'présidents des comités de créneaux liés au meuble', lang: 'fr' }],
    };
    given()
      .when(establish(more))
      .thenRecords({ type: 'CommitteeEstablished', data: { ...more, kind: 'INTERREGIONAL' } });
    given()
      .when(establish({ committeeId: 'meuble', title: [], regions: [], members: [] }))
      .thenRecords({
        type: 'CommitteeEstablished',
        data: { committeeId: 'meuble', kind: 'INTERREGIONAL' },
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(established).refusesInOrder(
      'establishCommittee',
      {
        ...INPUT,
        committeeId: 'meuble',
        kind: ' ',
        programmeId: 'nope',
        organizationId: 'nobody',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['programme nope', 'organization nobody', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'kind', { input: { kind: 'CLUSTER' } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { exists: 'programme nope' }],
        ['ORGANIZATION_NOT_FOUND', 'organizationId', { exists: 'organization nobody' }],
        ['COMMITTEE_ALREADY_EXISTS', 'committeeId', { facts: [] }, { details: { id: 'meuble' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
