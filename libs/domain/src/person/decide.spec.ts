import { EVIDENCE, NEW_ID, command, date, fact, given } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';

const registered = fact('PersonRegistered', '2025-01-28', { personId: 'p-1' });
const FUTURE = { edtf: '2099-01-01' };

describe('registerPerson', () => {
  const register = (input: Partial<CommandInputs['registerPerson']> = {}) =>
    command('registerPerson', { displayName: 'Camille Tremblay', evidence: EVIDENCE, ...input });

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
    const wrong = { personId: 'p-1', displayName: ' ', occurredOn: FUTURE, evidence: [] };
    const named = { ...wrong, displayName: 'Camille Tremblay' };
    given(registered).when(register(wrong)).thenRefused('NAME_REQUIRED', { field: 'displayName' });
    given(registered)
      .when(register(named))
      .thenRefused('PERSON_ALREADY_EXISTS', { field: 'personId', details: { id: 'p-1' } });
    given().when(register(named)).thenRefused('DATE_IN_FUTURE');
    given()
      .when(register({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given()
      .when(register(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('observeRole', () => {
  const observe = (input: Partial<CommandInputs['observeRole']> = {}) =>
    command('observeRole', {
      personId: 'p-1',
      current: true,
      occurredOn: { edtf: '2025-01-28' },
      evidence: EVIDENCE,
      ...input,
    });

  it('records what someone is, or was, and where when that is known', () => {
    given(registered)
      .when(observe())
      .thenRecords({
        type: 'RoleObserved',
        data: { personId: 'p-1', current: true },
        occurred: date('2025-01-28'),
      });
    given(registered)
      .when(observe({ organizationId: 'technum', title: { text: 'PDG', lang: 'fr' }, current: false }))
      .thenRecords({
        type: 'RoleObserved',
        data: {
          personId: 'p-1',
          organizationId: 'technum',
          title: { text: 'PDG', lang: 'fr' },
          current: false,
        },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    const wrong = { organizationId: 'nowhere', occurredOn: FUTURE, evidence: [] };
    const missing = ['organization nowhere'];
    given()
      .when(observe({ ...wrong, occurredOn: { edtf: 'then' } }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'occurredOn.edtf' });
    given()
      .when(observe(wrong), { missing })
      .thenRefused('PERSON_NOT_FOUND', { field: 'personId', details: { id: 'p-1' } });
    given(registered)
      .when(observe(wrong), { missing })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'organizationId' });
    given(registered).when(observe(wrong)).thenRefused('DATE_IN_FUTURE');
    given(registered)
      .when(observe({ occurredOn: { edtf: '2025-01' } }))
      .thenRefused('DATE_BASIS_REQUIRED');
    given(registered)
      .when(observe({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(registered)
      .when(observe(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
