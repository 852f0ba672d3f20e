import type { PastEvent } from '../../rules/decision.js';
import { foldAgreement, statusOn } from './index.js';

interface Given {
  readonly type: string;
  readonly data: object;
  readonly on?: string;
}

const SIGNATURES = 2_000;
const ENTRY: Given = { type: 'AgreementEnteredIntoForce', data: { basis: 'STATED' } };
const signedBy = (organizationId: string): Given => ({ type: 'PartnerSigned', data: { organizationId } });

/** Two thousand signatures of some day in January, with other facts before and after them; theirs is that month too. */
function folded(before: readonly Given[], after: readonly Given[]) {
  const signed = Array.from({ length: SIGNATURES }, (_none, place) => signedBy(`o${place}`));
  const registered: Given = { type: 'AgreementRegistered', data: { kind: 'MOU', title: [] } };
  const events = [registered, ...before, ...signed, ...after].map(({ type, data, on }, order) => {
    const date = on
      ? { edtf: on, point: on, earliest: on, latest: on }
      : { edtf: '2025-01', point: '2025-01-15', earliest: '2025-01-01', latest: '2025-01-31' };
    return { type, data, id: String(order), order, occurred: date, effective: date };
  });
  return foldAgreement(events as unknown as readonly PastEvent[]);
}

describe('an agreement that two thousand organisations sign', () => {
  it('costs one try for each act, where all count', () => {
    const line = folded([], [ENTRY]);
    expect([line.tries, line.passedOver.length, line.gaveUp]).toEqual([SIGNATURES + 1, 0, false]);
    expect(statusOn(line, '2025-02-01').status).toBe('IN_FORCE');
  });

  it.each([
    ['a signature that is repeated', [], [signedBy('o5'), ENTRY], 'ALREADY_PARTY'],
    ['one that is repeated before all others', [signedBy('o5')], [ENTRY], 'ALREADY_PARTY'],
    ['a second entry into force', [], [ENTRY, ENTRY], 'STATUS'],
    [
      'an extension after the end',
      [],
      [
        ENTRY,
        { type: 'AgreementTermSet', data: { endsOn: dayOf('2026-01-01') }, on: '2025-01-31' },
        { type: 'AgreementExtended', data: { newEndsOn: dayOf('2027-01-01') }, on: '2026-05-05' },
      ],
      'AFTER_END',
    ],
  ] as const)('costs a few tries for each act, where %s is passed over', (_what, before, after, because) => {
    const line = folded(before, after);
    expect(line.passedOver.map((one) => one.because)).toEqual([because]);
    expect(line.tries).toBeLessThan(SIGNATURES * 5);
    expect(line.gaveUp).toBe(false);
  });
});

function dayOf(day: string) {
  return { edtf: day, point: day, earliest: day, latest: day };
}
