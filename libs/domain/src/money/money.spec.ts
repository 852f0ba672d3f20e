import { refuse } from '../rules/decision.js';
import * as m from '../facts/member.js';
import { normalizeMembers } from '../facts/normalize.js';
import { isCurrency, leverageOf } from './money.js';

describe('money', () => {
  it('has a currency of three capitals', () => {
    expect(['CAD', 'USD', 'EUR'].filter(isCurrency)).toHaveLength(3);
    expect(['cad', 'CA', 'CADD', 'C4D', '$', null, 5].filter(isCurrency)).toEqual([]);
  });

  it('of two currencies has no leverage', () => {
    const amount = { value: '26750000', currency: 'CAD' };
    expect(leverageOf(amount, { value: '160500000', currency: 'CAD' })).toBe('6');
    expect(leverageOf(amount, { value: '160500000', currency: 'USD' })).toBeNull();
  });

  it('is folded before it is judged, so that the same amount has one digest; a number of JSON is none', () => {
    const members = { amount: m.money('How much.') };
    expect(normalizeMembers(members, { amount: { value: '4000000.50', currency: 'CAD' } })).toEqual({
      refused: false,
      value: { amount: { value: '4000000.5', currency: 'CAD' } },
    });
    for (const value of [4000000, 0.5, '4e6', true])
      expect(normalizeMembers(members, { amount: { value, currency: 'CAD' } })).toEqual(
        refuse('VALIDATION_FAILED', 'amount.value', { problem: 'NOT_A_DECIMAL' }),
      );
  });
});
