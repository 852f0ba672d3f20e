import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, NEW_ID, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { registered } from '../testing/programme-facts.js';

describe('registerProgramme', () => {
  const title = [{ text: 'Démarche ACCORD', lang: 'fr' }];
  const INPUT: CommandInputs['registerProgramme'] = { title, evidence: EVIDENCE };
  const register = (more: Partial<CommandInputs['registerProgramme']> = {}) =>
    command('registerProgramme', { ...INPUT, ...more });

  it('records a programme, with its steward and its phase where they are known', () => {
    const phase = { ordinal: 2, text: [{ text: 'mise en œuvre', lang: 'fr' }] };
    given()
      .when(register({ programmeId: 'accord', stewardId: 'mdeie', phase }))
      .thenRecords({
        type: 'ProgrammeRegistered',
        data: { programmeId: 'accord', title, stewardId: 'mdeie', phase },
      });
    given()
      .when(register())
      .thenRecords({ type: 'ProgrammeRegistered', data: { programmeId: NEW_ID, title } });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(registered).refusesInOrder(
      'registerProgramme',
      { ...INPUT, programmeId: 'accord', title: [], stewardId: 'mdeie', occurredOn: FUTURE, evidence: [] },
      { missing: ['organization mdeie', 'source s0'] },
      [
        ['TITLE_REQUIRED', 'title', { input: { title } }],
        ['ORGANIZATION_NOT_FOUND', 'stewardId', { exists: 'organization mdeie' }],
        ['PROGRAMME_ALREADY_EXISTS', 'programmeId', { facts: [] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
