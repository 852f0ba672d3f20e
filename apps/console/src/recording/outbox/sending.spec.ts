import type { Refusal } from '../../asking/refusal.js';
import { outcomeOf, waitAfter } from './sending.js';

const refusal = (given: Partial<Refusal>): Refusal => ({
  code: 'VALIDATION_FAILED',
  strength: 'INVARIANT',
  field: null,
  details: {},
  retryable: false,
  message: { fr: '', en: '' },
  of: null,
  ...given,
});

describe('a sending that is not answered', () => {
  it('is sent again after half a second, then twice as long each time, a minute at most', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 30].map(waitAfter)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it.each([
    ['UNREACHABLE', 'NETWORK'],
    ['INTERNAL', 'LEDGER'],
  ])('waits: %s for the %s', (code, waitsFor) => {
    expect(outcomeOf([refusal({ code })], 'recordSignature')).toEqual({ kind: 'WAITING', waitsFor });
  });

  it('waits for no revision that is gone by', () => {
    const field = 'commands.0.expectedRevision';
    expect(
      outcomeOf([refusal({ code: 'CONCURRENCY_CONFLICT', field, retryable: true })], 'recordSignature'),
    ).toMatchObject({
      kind: 'REFUSED',
    });
  });

  it('waits where the ledger says that it may be asked again', () => {
    expect(outcomeOf([refusal({ code: 'STORE_UNAVAILABLE', retryable: true })], 'recordSignature')).toEqual({
      kind: 'WAITING',
      waitsFor: 'LEDGER',
    });
  });

  it('waits for whoever signs in', () => {
    expect(outcomeOf([refusal({ code: 'UNAUTHENTICATED' })], 'recordSignature')).toEqual({
      kind: 'WAITING',
      waitsFor: 'SESSION',
    });
  });
});

describe('the deposit of a source', () => {
  it.each(['COMMAND_ID_REUSED', 'SOURCE_ALREADY_DEPOSITED'])('that is there already is done: %s', (code) => {
    const refusals = [refusal({ code, field: 'commands.0.commandId' })];
    expect(outcomeOf(refusals, 'depositSource')).toMatchObject({
      kind: 'RECORDED',
      answer: { repeated: true },
    });
    expect(outcomeOf(refusals, 'recordSignature')).toMatchObject({ kind: 'REFUSED' });
  });
});

describe('a sending that is refused', () => {
  it.each([
    ['commands.0.occurredOn.edtf', 'occurredOn.edtf'],
    ['commands.0.evidence.0.sourceId', 'evidence.0.sourceId'],
    ['commands.0', null],
    [null, null],
  ])('names the field of its own form: %s', (field, own) => {
    const outcome = outcomeOf([refusal({ field })], 'recordSignature');
    expect(outcome).toMatchObject({ kind: 'REFUSED', refusals: [{ field: own }] });
  });
});
