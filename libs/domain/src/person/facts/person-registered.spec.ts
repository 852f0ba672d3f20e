import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, NEW_ID, UNPROVEN, command, given } from '../../testing/decider-specification.js';
import { registered } from '../testing/person-facts.js';

describe('registerPerson', () => {
  const INPUT: CommandInputs['registerPerson'] = { displayName: 'Camille Tremblay', evidence: EVIDENCE };
  const register = (more: Partial<CommandInputs['registerPerson']> = {}) =>
    command('registerPerson', { ...INPUT, ...more });

  it('keeps the name out of the clear data, under the key of the person', () => {
    given()
      .when(register())
      .thenRecords({
        type: 'PersonRegistered',
        data: { personId: NEW_ID },
        confidential: [{ pointer: '/data/displayName', value: 'Camille Tremblay', personId: NEW_ID }],
      });
    given()
      .when(register({ personId: 'p-1' }))
      .thenRecords({
        type: 'PersonRegistered',
        data: { personId: 'p-1' },
        confidential: [{ pointer: '/data/displayName', value: 'Camille Tremblay', personId: 'p-1' }],
      });
  });

  it('refuses in the order shape, identity, dates, evidence', () => {
    given(registered).refusesInOrder(
      'registerPerson',
      { ...INPUT, personId: 'p-1', displayName: ' ', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['NAME_REQUIRED', 'displayName', { input: { displayName: INPUT.displayName } }],
        ['PERSON_ALREADY_EXISTS', 'personId', { facts: [] }, { details: { id: 'p-1' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
