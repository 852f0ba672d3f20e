import { referencesOf, type CommandInputs } from '../../catalogue.js';
import type { PastEvent } from '../../rules/decision.js';
import {
  EVIDENCE,
  FUTURE,
  UNPROVEN,
  command,
  fact,
  given,
  recorded,
} from '../../testing/decider-specification.js';
import { inForce, registered, signed } from '../testing/agreement-facts.js';

describe('supersedeAgreement', () => {
  const INPUT: CommandInputs['supersedeAgreement'] = {
    agreementId: 'mou',
    successorAgreementId: 'next',
    occurredOn: { edtf: '2025-06-02' },
    evidence: EVIDENCE,
  };
  const supersede = (more: Partial<CommandInputs['supersedeAgreement']> = {}) =>
    command('supersedeAgreement', { ...INPUT, ...more });
  const supersededBy = (successorAgreementId: string, on = '2025-03-01') =>
    fact('AgreementSuperseded', on, { agreementId: 'x', successorAgreementId });
  const streams: Readonly<Record<string, readonly PastEvent[]>> = {
    next: recorded([...inForce(), supersededBy('further')]),
    further: recorded([...inForce(), supersededBy('mou')]),
    early: recorded([registered(), supersededBy('mou', '2025-01-02')]),
  };
  const eventsOf = (_kind: string, id: string) => streams[id] ?? [];

  it('records which agreement took its place', () => {
    given(...inForce())
      .when(supersede())
      .thenRecords({
        type: 'AgreementSuperseded',
        data: { agreementId: 'mou', successorAgreementId: 'next' },
      });
  });

  it('refuses one that superseded it, itself, and a circle through others', () => {
    for (const successorAgreementId of ['mou', 'further', 'next'])
      given(...inForce())
        .when(supersede({ successorAgreementId }), { eventsOf })
        .thenRefused('SUCCESSOR_CYCLE', {
          field: 'successorAgreementId',
          details: { id: successorAgreementId },
        });
  });

  it('takes one whose own supersession does not count for none', () => {
    given(...inForce())
      .when(supersede({ successorAgreementId: 'early' }), { eventsOf })
      .thenAdvises();
  });

  it('reads the streams of its successors, one after the other', () => {
    const read = (known: (kind: string, id: string) => readonly PastEvent[]) =>
      referencesOf(supersede(), [], known)
        .filter(({ whole }) => whole)
        .map(({ id }) => id);
    expect(read(() => [])).toEqual(['next']);
    expect(read(eventsOf)).toEqual(['next', 'further', 'mou']);
  });

  it('refuses what is not signed yet, and what has ended otherwise than by its term', () => {
    given(registered(), signed('udes', '2025-01-10'))
      .when(supersede())
      .thenRefused('INVALID_TRANSITION', { details: { status: 'OPEN_FOR_SIGNATURE', day: '2025-06-02' } });
    given(...inForce(), fact('AgreementTerminated', '2025-03-01', { agreementId: 'mou', mode: 'MOOT' }))
      .when(supersede())
      .thenRefused('AGREEMENT_ENDED', { details: { status: 'TERMINATED', day: '2025-06-02' } });
  });

  it('refuses in the order shape, existence, identity, lifecycle, dates, evidence', () => {
    given().refusesInOrder(
      'supersedeAgreement',
      { ...INPUT, successorAgreementId: 'mou', occurredOn: FUTURE, effectiveOn: { edtf: 'x' }, evidence: [] },
      { missing: ['agreement mou', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'effectiveOn.edtf', { input: { effectiveOn: undefined } }],
        ['AGREEMENT_NOT_FOUND', 'agreementId', { facts: [registered()] }],
        ['AGREEMENT_NOT_FOUND', 'successorAgreementId', { exists: 'agreement mou' }],
        ['SUCCESSOR_CYCLE', 'successorAgreementId', { input: { successorAgreementId: 'next' } }],
        ['INVALID_TRANSITION', 'occurredOn', { facts: inForce() }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});
