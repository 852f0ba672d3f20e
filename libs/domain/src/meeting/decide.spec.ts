import { EVIDENCE, NEW_ID, command, date, fact, given } from '../testing/decider-specification.js';
import type { CommandInputs } from '../catalogue.js';

type Inputs = CommandInputs;

const scheduled = fact('MeetingScheduled', '2025-04-01', {
  meetingId: 'm-1',
  scheduledFor: date('2025-04-16'),
});
const held = fact('MeetingHeld', '2025-04-16', { meetingId: 'm-1', attendance: [] });
const cancelled = fact('MeetingCancelled', '2025-04-10', { meetingId: 'm-1' });
const FUTURE = { edtf: '2099-01-01' };
const title = [{ text: 'Première rencontre', lang: 'fr' }];

describe('scheduleMeeting', () => {
  const schedule = (input: Partial<Inputs['scheduleMeeting']> = {}) =>
    command('scheduleMeeting', { scheduledFor: { edtf: '2027-04-16' }, evidence: EVIDENCE, ...input });

  it('records a meeting to come, under an id that the ledger makes', () => {
    given()
      .when(schedule())
      .thenRecords({
        type: 'MeetingScheduled',
        data: { meetingId: NEW_ID, scheduledFor: date('2027-04-16') },
      });
  });

  it('records all that was given, the note of its date apart', () => {
    given()
      .when(
        schedule({
          meetingId: 'm-1',
          agreementId: 'mou',
          scheduledFor: { edtf: '2027-21', basis: 'STATED', note: 'next spring' },
          title,
          place: 'Sherbrooke',
          hostOrganizationId: 'udes',
          occurredOn: { edtf: '2026-11-01' },
        }),
      )
      .thenRecords({
        type: 'MeetingScheduled',
        data: {
          meetingId: 'm-1',
          agreementId: 'mou',
          scheduledFor: date('2027-21'),
          title,
          place: 'Sherbrooke',
          hostOrganizationId: 'udes',
        },
        occurred: date('2026-11-01'),
        confidential: [{ pointer: '/data/scheduledFor/note', value: 'next spring' }],
      });
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    const wrong = {
      meetingId: 'm-1',
      agreementId: 'nope',
      hostOrganizationId: 'nobody',
      occurredOn: FUTURE,
      evidence: [],
    };
    given(scheduled)
      .when(schedule({ ...wrong, scheduledFor: { edtf: '2027-02-29' } }), { missing: ['agreement nope'] })
      .thenRefused('VALIDATION_FAILED', { field: 'scheduledFor.edtf' });
    given(scheduled)
      .when(schedule(wrong), { missing: ['agreement nope', 'organization nobody'] })
      .thenRefused('AGREEMENT_NOT_FOUND', { field: 'agreementId', details: { id: 'nope' } });
    given(scheduled)
      .when(schedule(wrong), { missing: ['organization nobody'] })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'hostOrganizationId' });
    for (const existing of [scheduled, held])
      given(existing)
        .when(schedule(wrong))
        .thenRefused('MEETING_ALREADY_EXISTS', { field: 'meetingId', details: { id: 'm-1' } });
    given().when(schedule(wrong)).thenRefused('DATE_IN_FUTURE', { field: 'occurredOn' });
    given()
      .when(schedule({ scheduledFor: { edtf: '2027' }, evidence: [] }))
      .thenRefused('DATE_BASIS_REQUIRED', { field: 'scheduledFor.basis' });
    given()
      .when(schedule({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given()
      .when(schedule(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('recordMeeting', () => {
  const record = (input: Partial<Inputs['recordMeeting']> = {}) =>
    command('recordMeeting', {
      attendance: [{ organizationId: 'udes', capacity: 'SIGNATORY' }, { organizationId: 'cmc' }],
      occurredOn: { edtf: '2025-04-16', basis: 'COMPUTED' },
      evidence: EVIDENCE,
      ...input,
    });
  const attendance = [{ organizationId: 'udes', capacity: 'SIGNATORY' }, { organizationId: 'cmc' }];

  it('records a meeting with who attended', () => {
    given()
      .when(record())
      .thenRecords({
        type: 'MeetingHeld',
        data: { meetingId: NEW_ID, attendance },
        occurred: date({ edtf: '2025-04-16', basis: 'COMPUTED' }),
      });
    const more = {
      meetingId: 'm-1',
      agreementId: 'mou',
      title,
      ordinal: 1,
      place: 'Sherbrooke',
      hostOrganizationId: 'udes',
      guests: [{ personId: 'p-1', capacity: 'SPEAKER' }],
    };
    given()
      .when(record(more))
      .thenRecords({ type: 'MeetingHeld', data: { ...more, attendance } });
  });

  it('records that a scheduled meeting was held', () => {
    given(scheduled)
      .when(record({ meetingId: 'm-1' }))
      .thenRecords({ type: 'MeetingHeld', data: { meetingId: 'm-1', attendance } });
  });

  it('suspects a duplicate by another meeting of the day, unless that is overridden with a reason', () => {
    given()
      .when(record({ agreementId: 'mou' }), { answers: { meetingsOn: ['m-0'] } })
      .thenRefused('DUPLICATE_MEETING', {
        strength: 'POLICY',
        field: 'occurredOn',
        details: { meetingIds: ['m-0'] },
      });
    given()
      .when(record({ overrides: [{ rule: 'DUPLICATE_MEETING', reason: 'in the afternoon' }] }), {
        answers: { meetingsOn: ['m-0'] },
      })
      .thenOverrides('DUPLICATE_MEETING');
    given(scheduled)
      .when(record({ meetingId: 'm-1' }), { answers: { meetingsOn: ['m-1'] } })
      .thenOverrides();
  });

  it('refuses who is said to attend twice', () => {
    given()
      .when(record({ attendance: [...attendance, { organizationId: 'udes' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'attendance.2.organizationId' });
    given()
      .when(record({ guests: [{ personId: 'p-1' }, { personId: 'p-1', capacity: 'SPEAKER' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'guests.1.personId' });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const wrong = {
      meetingId: 'm-1',
      agreementId: 'nope',
      hostOrganizationId: 'host',
      guests: [{ personId: 'p-1' }],
      occurredOn: FUTURE,
      evidence: [],
    };
    const all = ['agreement nope', 'organization host', 'organization cmc', 'person p-1'];
    given(held)
      .when(record({ ...wrong, occurredOn: { edtf: 'x' } }), { missing: all })
      .thenRefused('VALIDATION_FAILED');
    given(held)
      .when(record(wrong), { missing: all })
      .thenRefused('AGREEMENT_NOT_FOUND', { field: 'agreementId' });
    given(held)
      .when(record(wrong), { missing: all.slice(1) })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'hostOrganizationId' });
    given(held)
      .when(record(wrong), { missing: all.slice(2) })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'attendance.1.organizationId' });
    given(held)
      .when(record(wrong), { missing: all.slice(3) })
      .thenRefused('PERSON_NOT_FOUND', { field: 'guests.0.personId' });
    given(held)
      .when(record(wrong), { answers: { meetingsOn: ['m-0'] } })
      .thenRefused('MEETING_ALREADY_EXISTS', { field: 'meetingId' });
    given(scheduled, cancelled)
      .when(record(wrong), { answers: { meetingsOn: ['m-0'] } })
      .thenRefused('DUPLICATE_MEETING', { strength: 'POLICY' });
    given(scheduled, cancelled)
      .when(record(wrong))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'CANCELLED' } });
    given().when(record(wrong)).thenRefused('DATE_IN_FUTURE');
    given()
      .when(record({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given()
      .when(record(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('cancelMeeting', () => {
  const cancel = (input: Partial<Inputs['cancelMeeting']> = {}) =>
    command('cancelMeeting', { meetingId: 'm-1', evidence: EVIDENCE, ...input });

  it('records that a scheduled meeting will not be held, the reason apart', () => {
    given(scheduled)
      .when(cancel())
      .thenRecords({ type: 'MeetingCancelled', data: { meetingId: 'm-1' } });
    given(scheduled)
      .when(cancel({ reason: 'illness' }))
      .thenRecords({
        type: 'MeetingCancelled',
        data: { meetingId: 'm-1' },
        confidential: [{ pointer: '/data/reason', value: 'illness' }],
      });
  });

  it('refuses in the order shape, existence, lifecycle, dates, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [] };
    given()
      .when(cancel({ ...wrong, occurredOn: { edtf: 'x' } }))
      .thenRefused('VALIDATION_FAILED');
    given()
      .when(cancel(wrong))
      .thenRefused('MEETING_NOT_FOUND', { details: { id: 'm-1' } });
    given(scheduled, held)
      .when(cancel(wrong))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'HELD' } });
    given(scheduled, cancelled)
      .when(cancel(wrong))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'CANCELLED' } });
    given(scheduled).when(cancel(wrong)).thenRefused('DATE_IN_FUTURE');
    given(scheduled)
      .when(cancel({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(scheduled)
      .when(cancel(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});

describe('identifyActionTrack', () => {
  const text = [{ text: 'une meilleure connaissance mutuelle', lang: 'fr' }];
  const identify = (input: Partial<Inputs['identifyActionTrack']> = {}) =>
    command('identifyActionTrack', { meetingId: 'm-1', code: 'ACT-1', text, evidence: EVIDENCE, ...input });
  const data = { meetingId: 'm-1', code: 'ACT-1', text };

  it('records what was decided to do, by whom and until when', () => {
    given(held).when(identify()).thenRecords({ type: 'ActionTrackIdentified', data });
    given(held)
      .when(identify({ ownerId: 'udes', due: '2027-01-31' }))
      .thenRecords({ type: 'ActionTrackIdentified', data: { ...data, ownerId: 'udes', due: '2027-01-31' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const wrong = { ownerId: 'nobody', occurredOn: FUTURE, evidence: [] };
    const known = fact('ActionTrackIdentified', '2025-04-16', data);
    const missing = ['organization nobody'];
    given()
      .when(identify({ ...wrong, text: [] }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'text' });
    given()
      .when(identify({ ...wrong, due: '2027-02-30' }), { missing })
      .thenRefused('VALIDATION_FAILED', { field: 'due' });
    given().when(identify(wrong), { missing }).thenRefused('MEETING_NOT_FOUND', { field: 'meetingId' });
    given(held, known)
      .when(identify(wrong), { missing })
      .thenRefused('ORGANIZATION_NOT_FOUND', { field: 'ownerId' });
    given(held, known)
      .when(identify(wrong))
      .thenRefused('ACTION_TRACK_ALREADY_IDENTIFIED', { field: 'code', details: { code: 'ACT-1' } });
    given(scheduled)
      .when(identify(wrong))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'SCHEDULED' } });
    given(held).when(identify(wrong)).thenRefused('DATE_IN_FUTURE');
    given(held)
      .when(identify({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(held)
      .when(identify(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
    given(held, known)
      .when(identify({ code: 'ACT-2' }))
      .thenRecords({ type: 'ActionTrackIdentified', data: { ...data, code: 'ACT-2' } });
  });
});

describe('depositMinutes', () => {
  const deposit = (input: Partial<Inputs['depositMinutes']> = {}) =>
    command('depositMinutes', {
      meetingId: 'm-1',
      docHash: 'ab'.repeat(32),
      lang: 'fr',
      evidence: EVIDENCE,
      ...input,
    });
  const data = { meetingId: 'm-1', docHash: 'ab'.repeat(32), lang: 'fr' };

  it('records the hash of the minutes, their text apart', () => {
    given(held).when(deposit()).thenRecords({ type: 'MinutesDeposited', data });
    given(held)
      .when(deposit({ pages: 2, text: 'Étaient présents …' }))
      .thenRecords({
        type: 'MinutesDeposited',
        data: { ...data, pages: 2 },
        confidential: [{ pointer: '/data/text', value: 'Étaient présents …' }],
      });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    const wrong = { occurredOn: FUTURE, evidence: [] };
    const known = fact('MinutesDeposited', '2025-04-20', data);
    given()
      .when(deposit({ ...wrong, occurredOn: { edtf: 'x' } }))
      .thenRefused('VALIDATION_FAILED');
    given().when(deposit(wrong)).thenRefused('MEETING_NOT_FOUND');
    given(held, known).when(deposit(wrong)).thenRefused('TEXT_ALREADY_DEPOSITED', { field: 'docHash' });
    given(scheduled)
      .when(deposit(wrong))
      .thenRefused('INVALID_TRANSITION', { details: { status: 'SCHEDULED' } });
    given(held).when(deposit(wrong)).thenRefused('DATE_IN_FUTURE');
    given(held)
      .when(deposit({ evidence: [] }))
      .thenRefused('EVIDENCE_REQUIRED');
    given(held)
      .when(deposit(), { missing: ['source s0'] })
      .thenRefused('SOURCE_NOT_FOUND');
  });
});
