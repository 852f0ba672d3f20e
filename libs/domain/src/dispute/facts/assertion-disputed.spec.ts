import type { CommandInputs } from '../../catalogue.js';
import { inForce } from '../../agreement/testing/agreement-facts.js';
import {
  EVIDENCE,
  FUTURE,
  TODAY,
  UNPROVEN,
  command,
  date,
  given,
} from '../../testing/decider-specification.js';
import { registered as person } from '../../person/testing/person-facts.js';
import { systemDay } from '../../time/uncertain-date.js';
import { annulled, disputed } from '../testing/dispute-facts.js';

type Input = CommandInputs['disputeAssertion'];

describe('disputeAssertion', () => {
  const INPUT: Input = {
    stream: 'agreement-mou',
    eventId: 'event-3',
    member: 'occurredOn',
    alternatives: [{ evidence: 0, value: { edtf: '2025-03-01' } }],
    evidence: EVIDENCE,
  };
  const dispute = (more: Partial<Input> = {}) => command('disputeAssertion', { ...INPUT, ...more });
  const data = {
    target: 'event-3',
    targetType: 'AgreementEnteredIntoForce',
    member: 'occurredOn',
    alternatives: [{ citation: 0, value: date({ edtf: '2025-03-01', basis: 'STATED' }) }],
  };

  it('records what sources say instead, in the form in which the member is stored, on the day', () => {
    given(...inForce())
      .when(dispute())
      .thenRecords({ type: 'AssertionDisputed', data, occurred: systemDay(TODAY) });
  });

  it('keeps the statement and the notes of dates apart', () => {
    given(...inForce())
      .when(
        dispute({
          statement: 'two letters',
          alternatives: [{ evidence: 0, value: { edtf: '2025-03-01', note: 'in the margin' } }],
        }),
      )
      .thenRecords({
        type: 'AssertionDisputed',
        data,
        confidential: [
          { pointer: '/data/statement', value: 'two letters' },
          { pointer: '/data/alternatives/0/value/note', value: 'in the margin' },
        ],
      });
  });

  it('takes a source that does not say what, another event that says so, and events that conflict', () => {
    given(...inForce())
      .when(
        dispute({
          alternatives: [{ evidence: 0, eventId: 'event-2' }],
          conflictsWith: ['event-1'],
          occurredOn: { edtf: '2025-05-05' },
        }),
      )
      .thenRecords({
        type: 'AssertionDisputed',
        data: {
          ...data,
          alternatives: [{ citation: 0, eventId: 'event-2' }],
          conflictsWith: ['event-1'],
        },
        occurred: date('2025-05-05'),
      });
  });

  it('takes members that identify what is recorded, which no correction changes', () => {
    given(...inForce())
      .when(
        dispute({
          eventId: 'event-1',
          member: 'organizationId',
          alternatives: [{ evidence: 0, value: 'UVM' }],
        }),
      )
      .thenRecords({
        type: 'AssertionDisputed',
        data: {
          target: 'event-1',
          targetType: 'PartnerSigned',
          member: 'organizationId',
          alternatives: [{ citation: 0, value: 'uvm' }],
        },
      });
  });

  it('takes a member that is sealed, without what a source says of it', () => {
    const input: Partial<Input> = { stream: 'person-ada', eventId: 'event-0', member: 'displayName' };
    given(person)
      .when(dispute({ ...input, alternatives: [{ evidence: 0, value: 'Ada' }] }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'alternatives.0.value',
        details: { problem: 'SEALED_MEMBER' },
      });
    given(person)
      .when(dispute({ ...input, alternatives: [{ evidence: 0 }] }))
      .thenRecords({
        type: 'AssertionDisputed',
        data: {
          target: 'event-0',
          targetType: 'PersonRegistered',
          member: 'displayName',
          alternatives: [{ citation: 0 }],
        },
      });
  });

  it('refuses in the order shape, existence, member, value, dates, evidence', () => {
    const past = [...inForce(), disputed('event-3', 'basis'), annulled('event-1')];
    given(...past).refusesInOrder(
      'disputeAssertion',
      {
        ...INPUT,
        eventId: 'elsewhere',
        member: 'colour',
        alternatives: [{ evidence: 1, value: { edtf: 'soon' }, eventId: 'nowhere' }],
        conflictsWith: ['event-3'],
        occurredOn: FUTURE,
      },
      { missing: ['source s0'] },
      [
        [
          'VALIDATION_FAILED',
          'alternatives.0.evidence',
          {
            input: {
              alternatives: [{ evidence: 0, value: { edtf: 'soon' }, eventId: 'nowhere' }],
              evidence: [],
            },
          },
        ],
        ['TARGET_NOT_FOUND', 'eventId', { input: { eventId: 'event-1' } }],
        ['TARGET_ANNULLED', 'eventId', { input: { eventId: 'event-4' } }],
        ['TARGET_NOT_ALLOWED', 'eventId', { input: { eventId: 'event-3' } }],
        [
          'TARGET_NOT_FOUND',
          'alternatives.0.eventId',
          { input: { alternatives: [{ evidence: 0, value: { edtf: 'soon' }, eventId: 'event-1' }] } },
        ],
        [
          'TARGET_ANNULLED',
          'alternatives.0.eventId',
          { input: { alternatives: [{ evidence: 0, value: { edtf: 'soon' } }] } },
        ],
        ['VALIDATION_FAILED', 'conflictsWith.0', { input: { conflictsWith: ['event-2'] } }],
        ['VALIDATION_FAILED', 'member', { input: { member: 'occurredOn' } }],
        ['VALIDATION_FAILED', 'alternatives.0.value.edtf', { input: { alternatives: INPUT.alternatives } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });

  it('is not rectified, but annulled', () => {
    const past = [...inForce(), disputed('event-3', 'basis')];
    const directive = { stream: 'agreement-mou', reason: 'a mistake', evidence: EVIDENCE };
    given(...past)
      .when(
        command('rectifyRecord', { ...directive, records: [{ eventId: 'event-4', set: { member: 'x' } }] }),
      )
      .thenRefused('TARGET_NOT_ALLOWED', { field: 'records.0.eventId' });
    given(...past)
      .when(command('annulRecord', { ...directive, eventId: 'event-4' }))
      .thenRecords({
        type: 'RecordAnnulled',
        data: { target: 'event-4', targetType: 'AssertionDisputed' },
        confidential: [{ pointer: '/data/reason', value: 'a mistake' }],
      });
  });

  it('refuses what is said of a subject that is not known any more', () => {
    given(...inForce(), annulled('event-0'))
      .when(dispute())
      .thenRefused('AGREEMENT_NOT_FOUND', { field: 'stream', details: { id: 'mou' } });
  });

  it.each([
    ['a value of another kind', 'basis', 7, 'alternatives.0.value'],
    ['a word that the member does not know', 'basis', 'GUESSED', 'alternatives.0.value'],
    ['an object for a word', 'basis', { edtf: '2025' }, 'alternatives.0.value'],
    ['an id of another form', 'agreementId', 'Not An Id!', 'alternatives.0.value'],
  ])('refuses %s', (_what, member, value, field) => {
    given(...inForce())
      .when(dispute({ member, alternatives: [{ evidence: 0, value }] }))
      .thenRefused('VALIDATION_FAILED', { field });
  });
});
