import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  date,
  given,
} from '../../testing/decider-specification.js';
import { scheduled, held, cancelled, title } from '../testing/meeting-facts.js';

describe('recordMeeting', () => {
  const INPUT: CommandInputs['recordMeeting'] = {
    attendance: [{ organizationId: 'udes', capacity: 'SIGNATORY' }, { organizationId: 'cmc' }],
    occurredOn: { edtf: '2025-04-16', basis: 'COMPUTED' },
    evidence: EVIDENCE,
  };
  const record = (more: Partial<CommandInputs['recordMeeting']> = {}) =>
    command('recordMeeting', { ...INPUT, ...more });
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

  it('records whose it was, its hours, its workshops and what they were about', () => {
    const more = {
      programmeId: 'accord',
      committeeId: 'cluster',
      startLocal: '2008-11-20T09:00',
      endLocal: '2008-11-20T10:30',
      timeZone: 'America/Toronto',
      workshops: 5,
      participantsPerWorkshop: { min: 61, text: [{ text: "plus d'une soixantaine", lang: 'fr' }] },
      themes: ['mobilisation', 'gouvernance'],
      chairs: [{ text: 'présidents de comités régionaux', lang: 'fr' }],
    };
    given()
      .when(record({ ...more, attendance: [] }))
      .thenRecords({ type: 'MeetingHeld', data: { meetingId: NEW_ID, attendance: [], ...more } });
    given()
      .when(record(more), { missing: ['committee cluster'] })
      .thenRefused('COMMITTEE_NOT_FOUND', { field: 'committeeId' });
    given()
      .when(record(more), { missing: ['programme accord'] })
      .thenRefused('PROGRAMME_NOT_FOUND', { field: 'programmeId' });
  });

  it.each([
    ['startLocal', { startLocal: '2008-11-20' }, 'NOT_A_LOCAL_TIME'],
    ['startLocal', { startLocal: '2008-11-31T09:00' }, 'NOT_A_LOCAL_TIME'],
    ['startLocal', { startLocal: '2008-11-20T24:00' }, 'NOT_A_LOCAL_TIME'],
    ['endLocal', { endLocal: '2008-11-20T09:00Z' }, 'NOT_A_LOCAL_TIME'],
    ['endLocal', { startLocal: '2008-11-20T09:00', endLocal: '2008-11-20T08:59' }, 'ENDS_BEFORE_START'],
    ['timeZone', { timeZone: 'America/Sherbrooke' }, 'NOT_A_TIME_ZONE'],
    ['timeZone', { timeZone: '-05:00' }, 'NOT_A_TIME_ZONE'],
  ])('refuses hours that cannot be, at %s: %j', (field, more, problem) => {
    given().when(record(more)).thenRefused('VALIDATION_FAILED', { field, details: { problem } });
  });

  it('takes a meeting that ends as it starts, in a zone that has another name now', () => {
    const more = {
      startLocal: '2008-11-20T09:00',
      endLocal: '2008-11-20T09:00',
      timeZone: 'America/Montreal',
    };
    given()
      .when(record(more))
      .thenRecords({ type: 'MeetingHeld', data: { meetingId: NEW_ID, attendance, ...more } });
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
    given(held).refusesInOrder(
      'recordMeeting',
      {
        ...INPUT,
        meetingId: 'm-1',
        agreementId: 'nope',
        hostOrganizationId: 'host',
        guests: [{ personId: 'p-1' }],
        occurredOn: { edtf: 'x' },
        evidence: [],
      },
      {
        missing: ['agreement nope', 'organization host', 'organization cmc', 'person p-1', 'source s0'],
        answers: { meetingsOn: ['m-0'] },
      },
      [
        ['VALIDATION_FAILED', 'occurredOn.edtf', { input: { occurredOn: FUTURE } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { exists: 'agreement nope' }],
        ['ORGANIZATION_NOT_FOUND', 'hostOrganizationId', { exists: 'organization host' }],
        ['ORGANIZATION_NOT_FOUND', 'attendance.1.organizationId', { exists: 'organization cmc' }],
        ['PERSON_NOT_FOUND', 'guests.0.personId', { exists: 'person p-1' }],
        ['MEETING_ALREADY_EXISTS', 'meetingId', { facts: [scheduled, cancelled] }],
        ['DUPLICATE_MEETING', 'occurredOn', { around: { answers: {} } }, { strength: 'POLICY' }],
        ['INVALID_TRANSITION', 'meetingId', { facts: [] }, { details: { status: 'CANCELLED' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
