import type { CommandInputs } from '../../catalogue.js';
import { inForce } from '../../agreement/testing/agreement-facts.js';
import { technum } from '../../organization/testing/organization-facts.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  fact,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { disputesIn } from '../disputes.js';
import { annulled, contradicted } from '../testing/dispute-facts.js';
import { EvidenceAttached } from './evidence-attached.js';

type Input = CommandInputs['attachEvidenceToRecord'];

describe('attachEvidenceToRecord', () => {
  const INPUT: Input = {
    stream: 'organization-technum',
    sourceId: 's1',
    supports: ['event-0'],
    strength: 'CONTRADICTS',
    evidence: EVIDENCE,
  };

  it('records what a source says of events of any stream', () => {
    given(technum)
      .when(command('attachEvidenceToRecord', INPUT))
      .thenRecords({
        type: 'EvidenceAttached',
        data: { sourceId: 's1', supports: ['event-0'], strength: 'CONTRADICTS' },
      });
  });

  it('speaks of corrections too', () => {
    given(...inForce(), annulled('event-3'))
      .when(
        command('attachEvidenceToRecord', {
          ...INPUT,
          stream: 'agreement-mou',
          supports: ['event-4'],
          strength: 'CONFIRMS',
        }),
      )
      .thenRecords({
        type: 'EvidenceAttached',
        data: { sourceId: 's1', supports: ['event-4'], strength: 'CONFIRMS' },
      });
  });

  it('refuses in the order shape, existence, dates, evidence', () => {
    given(...inForce(), annulled('event-0')).refusesInOrder(
      'attachEvidenceToRecord',
      { ...INPUT, stream: 'agreement-mou', supports: [], occurredOn: FUTURE, evidence: [] },
      { missing: ['source s1', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'supports', { input: { supports: ['elsewhere'] } }],
        ['AGREEMENT_NOT_FOUND', 'stream', { facts: [...inForce(), annulled('event-1')] }],
        ['TARGET_NOT_FOUND', 'supports.0', { input: { supports: ['event-0', 'event-1'] } }],
        ['TARGET_ANNULLED', 'supports.1', { input: { supports: ['event-0'] } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: undefined } }],
        ...UNPROVEN,
        ['SOURCE_NOT_FOUND', 'sourceId', { exists: 'source s1' }],
      ],
    );
  });

  it('is rectified in its strength, its events and its note; one that confirms disputes nothing', () => {
    const past = [...inForce(), contradicted('event-1')];
    const rectify = (set: object, setSealed?: object) =>
      command('rectifyRecord', {
        stream: 'agreement-mou',
        records: [
          { eventId: 'event-4', set: set as never, ...(setSealed && { setSealed: setSealed as never }) },
        ],
        reason: 'read again',
        evidence: EVIDENCE,
      });
    const note = [{ text: 'page 3', lang: 'en' }];
    given(...past)
      .when(rectify({ strength: 'CONFIRMS' }, { note }))
      .thenRecords({
        type: 'RecordRectified',
        data: {
          target: 'event-4',
          targetType: 'EvidenceAttached',
          targetSchema: 2,
          set: { data: { strength: 'CONFIRMS' } },
        },
        confidential: [
          { pointer: '/data/reason', value: 'read again' },
          { pointer: '/data/set/data/note', value: note },
        ],
      });
    given(...past)
      .when(rectify({ sourceId: 's2' }))
      .thenRefused('FIELD_NOT_RECTIFIABLE', { field: 'records.0.set.sourceId' });
    given(...past)
      .when(rectify({ supports: ['0a0a0a0a-1111-5222-8333-000000000001'] }))
      .thenRefused('TARGET_NOT_FOUND', { field: 'records.0.set.supports.0' });
    const confirming = fact('RecordRectified', '2025-05-01', {
      target: 'event-4',
      targetType: 'EvidenceAttached',
      targetSchema: 2,
      set: { data: { strength: 'CONFIRMS' } },
    });
    expect(disputesIn(recorded(past))).toHaveLength(1);
    expect(disputesIn(recorded([...past, confirming]))).toEqual([]);
    expect(disputesIn(recorded([...past, annulled('event-4')]))).toEqual([]);
  });

  it('was stored with the agreement that it is attached to, which its stream says', () => {
    const [first] = EvidenceAttached.earlier ?? [];
    const data = { sourceId: 's1', supports: ['event-0'], strength: 'CONFIRMS' };
    expect(first?.upcast({ agreementId: 'mou', ...data })).toEqual(data);
  });
});
