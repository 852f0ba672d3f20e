import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  TODAY,
  command,
  date,
  fact,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { erasureIn } from '../erasure.js';
import { erased, held, lifted, registered, requested } from '../testing/person-facts.js';

const erase = (more: Partial<CommandInputs['erasePersonData']> = {}) =>
  command('erasePersonData', { personId: 'p-1', legalBasis: 'OBJECTION', ...more });

describe('erasePersonData', () => {
  it('records on what ground, and the sources that go with it', () => {
    given(registered)
      .when(erase({ sourceIds: ['letter'] }))
      .thenRecords({
        type: 'ErasureRequested',
        data: { personId: 'p-1', legalBasis: 'OBJECTION', sourceIds: ['letter'] },
      });
  });

  it('is refused once it was asked for, and once it is done', () => {
    for (const past of [[requested], [requested, erased]])
      given(registered, ...past)
        .when(erase())
        .thenRefused('ALREADY_ERASED', { field: 'personId', details: { id: 'p-1' } });
  });

  it('waits for every legal hold', () => {
    given(registered, held('case-1'), held('case-2'), lifted('case-1'))
      .when(erase())
      .thenRefused('LEGAL_HOLD', { field: 'personId', details: { id: 'p-1', holds: ['case-2'] } });
    given(registered, held('case-1'), lifted('case-1'))
      .when(erase())
      .thenRecords({ type: 'ErasureRequested', data: { personId: 'p-1', legalBasis: 'OBJECTION' } });
  });

  it('refuses in the order shape, existence, identity, hold, dates', () => {
    given().refusesInOrder(
      'erasePersonData',
      { personId: 'p-1', legalBasis: 'OBJECTION', sourceIds: ['nowhere'], occurredOn: { edtf: 'then' } },
      { missing: ['source nowhere'] },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['PERSON_NOT_FOUND', 'personId', { facts: [registered, held('case'), requested] }],
        ['ALREADY_ERASED', 'personId', { facts: [registered, held('case')] }],
        ['LEGAL_HOLD', 'personId', { facts: [registered] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ['SOURCE_NOT_FOUND', 'sourceIds.0', { exists: 'source nowhere' }],
      ],
    );
  });

  it('takes a person whose registration was annulled: the name is sealed in the log all the same', () => {
    const annulled = fact('RecordAnnulled', '2025-02-01', {
      target: 'event-0',
      targetType: 'PersonRegistered',
    });
    given(registered, annulled)
      .when(erase())
      .thenRecords({ type: 'ErasureRequested', data: { personId: 'p-1', legalBasis: 'OBJECTION' } });
  });

  it('cannot be annulled or corrected, and nothing more is recorded of the person', () => {
    const past = [registered, requested] as const;
    const correction = { stream: 'person-p-1', reason: 'why', evidence: EVIDENCE };
    given(...past)
      .when(command('annulRecord', { ...correction, eventId: 'event-1' }))
      .thenRefused('TARGET_NOT_ALLOWED', { field: 'eventId' });
    given(...past)
      .when(
        command('rectifyRecord', {
          ...correction,
          records: [{ eventId: 'event-1', set: { legalBasis: 'X' } }],
        }),
      )
      .thenRefused('TARGET_NOT_ALLOWED', { field: 'records.0.eventId' });
    given(...past)
      .when(command('observeRole', { personId: 'p-1', current: true, occurredOn: { edtf: '2025' } }))
      .thenRefused('ALREADY_ERASED', { field: 'personId' });
  });
});

describe('a legal hold', () => {
  const place = (holdId: string) =>
    command('placeLegalHold', { personId: 'p-1', holdId, reason: 'a lawsuit' });
  const lift = (holdId: string) =>
    command('liftLegalHold', { personId: 'p-1', holdId, reason: 'it is over' });

  it('is placed and lifted by its id, its reasons sealed', () => {
    given(registered)
      .when(place('case-1'))
      .thenRecords({
        type: 'LegalHoldPlaced',
        data: { personId: 'p-1', holdId: 'case-1' },
        confidential: [{ pointer: '/data/reason', value: 'a lawsuit' }],
      });
    given(registered, held('case-1'))
      .when(lift('case-1'))
      .thenRecords({
        type: 'LegalHoldLifted',
        data: { personId: 'p-1', holdId: 'case-1' },
        confidential: [{ pointer: '/data/reason', value: 'it is over' }],
      });
  });

  it('is not placed twice, nor lifted where it does not stand', () => {
    given(registered, held('case-1'))
      .when(place('case-1'))
      .thenRefused('LEGAL_HOLD', { details: { id: 'p-1', holds: ['case-1'] } });
    for (const past of [[], [held('case-1'), lifted('case-1')]])
      given(registered, ...past)
        .when(lift('case-1'))
        .thenRefused('LEGAL_HOLD_NOT_FOUND', { field: 'holdId', details: { holdId: 'case-1' } });
  });

  it('comes too late for somebody whose erasure was asked for', () => {
    given(registered, requested).when(place('case-1')).thenRefused('ALREADY_ERASED', { field: 'personId' });
  });
});

describe('completeErasure', () => {
  const complete = (request: string) =>
    command('completeErasure', { personId: 'p-1', request, key: 'k-1', otherKeys: 2 });

  it('records once that the keys of a request are destroyed, of today', () => {
    given(registered, requested)
      .when(complete('event-1'))
      .thenRecords({
        type: 'PersonDataErased',
        data: { personId: 'p-1', request: 'event-1', legalBasis: 'OBJECTION', key: 'k-1', otherKeys: 2 },
        occurred: date({ edtf: TODAY, basis: 'SYSTEM' }),
      });
    given(registered, requested, erased).when(complete('event-1')).thenRecords();
  });

  it('refuses what nobody asked for', () => {
    given(registered).when(complete('event-1')).thenRefused('TARGET_NOT_FOUND', { field: 'request' });
    given(registered, requested)
      .when(complete('event-9'))
      .thenRefused('TARGET_NOT_FOUND', { field: 'request' });
  });
});

it('reads an erasure from the stream, whatever was annulled in it', () => {
  expect(erasureIn(recorded([registered]))).toBeNull();
  const annulled = fact('RecordAnnulled', '2025-03-01', {
    target: 'event-0',
    targetType: 'PersonRegistered',
  });
  expect(erasureIn(recorded([registered, requested, annulled]))).toMatchObject({
    request: 'event-1',
    done: false,
  });
  expect(erasureIn(recorded([registered, requested, erased]))).toMatchObject({ done: true, sourceIds: [] });
});
