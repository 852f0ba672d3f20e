import fc from 'fast-check';
import { fromDayNumber, toDayNumber } from '@entente/domain';
import { quarterOf, quartersFrom, mostCounted, roundAbove, stepsTo } from './series.js';

describe('the days of a series', () => {
  it('go from the year of the first signature to the day of the page', () => {
    expect(stepsTo('2026-11-28', 2008)).toEqual({ from: '2008-01-01', to: '2026-11-28', every: 'P3M' });
    expect(stepsTo('2026-11-28', 2026)).toEqual({ from: '2024-01-01', to: '2026-11-28', every: 'P1M' });
    expect(stepsTo('2026-11-28', null)).toEqual({ from: '2024-01-01', to: '2026-11-28', every: 'P1M' });
  });
});

describe('quarters', () => {
  it('are named by their year and their number', () => {
    const quarters = quartersFrom('2026-11-28');
    expect(quarters[0]).toEqual({ first: '2026-10-01', last: '2026-12-31' });
    expect(quarters.at(-1)).toEqual({ first: '2028-07-01', last: '2028-09-30' });
    expect(quarters.slice(0, 2).map(quarterOf)).toEqual([
      { year: 2026, quarter: 4 },
      { year: 2027, quarter: 1 },
    ]);
  });

  it('follow each other without a gap, the first with the day in it', () => {
    const days = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2100-01-01') });
    fc.assert(
      fc.property(days, (number) => {
        const day = fromDayNumber(number);
        const quarters = quartersFrom(day);
        expect(quarters[0]!.first <= day && day <= quarters[0]!.last).toBe(true);
        for (const [index, { first }] of quarters.entries())
          if (index > 0) expect(toDayNumber(first)).toBe(toDayNumber(quarters[index - 1]!.last) + 1);
      }),
    );
  });
});

describe('the end of an axis', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [147, 200],
  ])('for %i is %i', (most, end) => {
    expect(roundAbove(most)).toBe(end);
  });
});

describe('where most agreements are', () => {
  const row = (key: string, inForce: number, perhapsInForce = 0) => ({
    key,
    counts: { inForce, perhapsInForce },
  });

  it('is all that are level, what is perhaps so where nothing is certain, and else nowhere', () => {
    expect(mostCounted([row('a', 2, 9), row('b', 1)])).toEqual({ of: 'CERTAIN', count: 2, keys: ['a'] });
    expect(mostCounted([row('a', 2), row('b', 2), row('c', 1)]).keys).toEqual(['a', 'b']);
    expect(mostCounted([row('a', 0, 1), row('b', 0)])).toEqual({ of: 'PERHAPS', count: 1, keys: ['a'] });
    expect(mostCounted([row('a', 0)])).toEqual({ of: 'NOTHING', count: 0, keys: [] });
    expect(mostCounted([])).toEqual({ of: 'NOTHING', count: 0, keys: [] });
  });
});
