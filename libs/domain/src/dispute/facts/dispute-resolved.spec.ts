import { claimsOf, type CommandInputs } from '../../catalogue.js';
import { inForce } from '../../agreement/testing/agreement-facts.js';
import {
  EVIDENCE,
  FUTURE,
  TODAY,
  UNPROVEN,
  command,
  date,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { technum } from '../../organization/testing/organization-facts.js';
import { systemDay } from '../../time/uncertain-date.js';
import { annulled, contradicted, disputed, resolved } from '../testing/dispute-facts.js';

type Input = CommandInputs['resolveDispute'];

describe('resolveDispute', () => {
  const INPUT: Input = {
    stream: 'agreement-mou',
    disputes: ['event-4'],
    outcome: 'UPHELD',
    reason: 'the minutes say so',
    evidence: EVIDENCE,
  };
  const resolve = (more: Partial<Input> = {}) => command('resolveDispute', { ...INPUT, ...more });
  const past = [...inForce(), disputed('event-3', 'basis')];
  const confidential = [{ pointer: '/data/reason', value: 'the minutes say so' }];
  const correction = { eventId: 'event-3', set: { basis: 'THRESHOLD_MET' } };

  it.each(['UPHELD', 'SET_ASIDE'] as const)('records that a dispute is %s, on the day', (outcome) => {
    given(...past)
      .when(resolve({ outcome }))
      .thenRecords({
        type: 'DisputeResolved',
        data: { disputes: ['event-4'], outcome },
        occurred: systemDay(TODAY),
        confidential,
      });
  });

  it('makes its corrections before it, and names them', () => {
    given(...past)
      .when(resolve({ outcome: 'RECTIFIED', rectify: [correction], authority: 'BETTER_SOURCE' }))
      .thenRecords(
        {
          type: 'RecordRectified',
          data: {
            target: 'event-3',
            targetType: 'AgreementEnteredIntoForce',
            targetSchema: 1,
            set: { data: { basis: 'THRESHOLD_MET' } },
            authority: 'BETTER_SOURCE',
          },
          occurred: systemDay(TODAY),
          confidential,
        },
        {
          type: 'DisputeResolved',
          data: { disputes: ['event-4'], outcome: 'RECTIFIED', directives: ['recorded-0'] },
          confidential,
        },
      );
  });

  it('annuls, and rectifies besides, in the order rectified, annulled, resolved', () => {
    given(...past)
      .when(
        resolve({
          outcome: 'ANNULLED',
          annul: ['event-3'],
          rectify: [{ eventId: 'event-1', set: { occurredOn: { edtf: '2025-01-11' } } }],
          occurredOn: { edtf: '2026-11-20' },
        }),
      )
      .thenRecords(
        {
          type: 'RecordRectified',
          data: {
            target: 'event-1',
            targetType: 'PartnerSigned',
            targetSchema: 1,
            set: { occurred: date('2025-01-11'), effective: date('2025-01-11') },
          },
          confidential,
        },
        {
          type: 'RecordAnnulled',
          data: { target: 'event-3', targetType: 'AgreementEnteredIntoForce' },
          occurred: date('2026-11-20'),
          confidential,
        },
        {
          type: 'DisputeResolved',
          data: { disputes: ['event-4'], outcome: 'ANNULLED', directives: ['recorded-0', 'recorded-1'] },
          occurred: date('2026-11-20'),
          confidential,
        },
      );
  });

  it('judges each correction as the command of that correction does', () => {
    const rectify = (set: object) =>
      resolve({ outcome: 'RECTIFIED', rectify: [correction, { eventId: 'event-1', set: set as never }] });
    given(...past)
      .when(rectify({ organizationId: 'cmc' }))
      .thenRefused('FIELD_NOT_RECTIFIABLE', { field: 'rectify.1.set.organizationId' });
    given(...past)
      .when(rectify({ occurredOn: { edtf: '2025-03-01' } }))
      .thenRefused('PARTIES_TOO_FEW', { field: 'rectify.0.set.occurredOn' });
    given(...past, annulled('event-1'))
      .when(resolve({ outcome: 'ANNULLED', annul: ['event-3', 'event-1'] }))
      .thenRefused('ALREADY_ANNULLED', { field: 'annul.1' });
    given(...past)
      .when(resolve({ outcome: 'ANNULLED', annul: ['event-3', 'event-0'] }))
      .thenRefused('RECORD_HAS_FOLLOWERS', { field: 'annul.1', strength: 'POLICY' });
  });

  it('gives back what its corrections take out of effect, and claims what they bring', () => {
    const { taken, released } = claimsOf(
      command('resolveDispute', {
        ...INPUT,
        stream: 'organization-technum',
        disputes: ['event-1'],
        outcome: 'RECTIFIED',
        rectify: [{ eventId: 'event-0', set: { identifiers: [{ scheme: 'ROR', value: 'new' }] } }],
      }),
      recorded([technum, disputed('event-0', 'identifiers')]),
    );
    expect([taken, released]).toEqual([
      [expect.objectContaining({ value: 'new' })],
      [expect.objectContaining({ value: '1' })],
    ]);
  });

  it('is one append of a correction that another subject’s identifier stands against: none of it is recorded', () => {
    given(technum, disputed('event-0', 'identifiers'))
      .when(
        resolve({
          stream: 'organization-technum',
          disputes: ['event-1'],
          outcome: 'RECTIFIED',
          rectify: [{ eventId: 'event-0', set: { identifiers: [{ scheme: 'ROR', value: 'new' }] } }],
        }),
        { taken: [{ scheme: 'ROR', value: 'new' }] },
      )
      .thenRefused('IDENTIFIER_TAKEN', { field: 'rectify.0.set.identifiers.0' });
  });

  it('resolves contradicting evidence, and a dispute that an annulment opened again', () => {
    given(...inForce(), contradicted('event-1', 'event-2'))
      .when(resolve())
      .thenRecords({
        type: 'DisputeResolved',
        data: { disputes: ['event-4'], outcome: 'UPHELD' },
        confidential,
      });
    given(...past, resolved('event-4'), annulled('event-5'))
      .when(resolve())
      .thenRecords({
        type: 'DisputeResolved',
        data: { disputes: ['event-4'], outcome: 'UPHELD' },
        confidential,
      });
  });

  it('is not brought back where another one has resolved the same since', () => {
    given(...past, resolved('event-4'), annulled('event-5'), resolved('event-4'))
      .when(
        command('annulRecord', {
          stream: 'agreement-mou',
          eventId: 'event-6',
          reason: 'it was right',
          evidence: EVIDENCE,
        }),
      )
      .thenRefused('DISPUTE_NOT_OPEN', { field: 'eventId', details: { id: 'event-7' } });
  });

  it('refuses corrections that its outcome does not have, and an outcome without them', () => {
    const refused = (more: Partial<Input>, field: string, problem: string) =>
      given(...past)
        .when(resolve(more))
        .thenRefused('VALIDATION_FAILED', { field, details: expect.objectContaining({ problem }) as never });
    refused({ outcome: 'RECTIFIED' }, 'rectify', 'DIRECTIVE_NEEDED');
    refused({ outcome: 'ANNULLED', rectify: [correction] }, 'annul', 'DIRECTIVE_NEEDED');
    refused({ rectify: [correction] }, 'rectify', 'NO_DIRECTIVE');
    refused({ outcome: 'SET_ASIDE', annul: ['event-3'] }, 'annul', 'NO_DIRECTIVE');
    refused({ outcome: 'RECTIFIED', rectify: [{ eventId: 'event-3' }] }, 'rectify.0', 'RECORD_NEEDED');
    refused({ outcome: 'ANNULLED', annul: ['event-1'] }, 'annul', 'DISPUTED_RECORD_NEEDED');
    refused(
      { outcome: 'ANNULLED', annul: Array.from({ length: 21 }, (_, at) => `event-${at}`) },
      'annul',
      'RECORDS_NEEDED',
    );
  });

  it('refuses in the order shape, existence, open, dates, evidence', () => {
    const facts = [...past, resolved('event-4'), disputed('event-1', 'capacity'), annulled('event-1')];
    given(...inForce(), annulled('event-0')).refusesInOrder(
      'resolveDispute',
      { ...INPUT, disputes: [], reason: ' ', occurredOn: FUTURE, evidence: [] },
      { missing: ['source s0'] },
      [
        ['REASON_REQUIRED', 'reason', { input: { reason: 'why' } }],
        ['VALIDATION_FAILED', 'disputes', { input: { disputes: ['elsewhere'] } }],
        ['AGREEMENT_NOT_FOUND', 'stream', { facts }],
        ['TARGET_NOT_FOUND', 'disputes.0', { input: { disputes: ['event-3'] } }],
        ['DISPUTE_NOT_OPEN', 'disputes.0', { input: { disputes: ['event-4'] } }],
        ['DISPUTE_NOT_OPEN', 'disputes.0', { input: { disputes: ['event-6'] } }],
        ['DISPUTE_NOT_OPEN', 'disputes.0', { facts: past, input: { disputes: ['event-4'] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
      ],
    );
  });
});
