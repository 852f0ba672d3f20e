import { monthsOf, weeksOf } from './agenda.js';

describe('the agenda', () => {
  it('has a month for each in which something falls', () => {
    const entries = ['2026-01-31', '2026-02-01', '2026-02-28', '2027-02-01'].map((day) => ({ day }));
    expect(monthsOf(entries).map(({ first, entries: of }) => [first, of.length])).toEqual([
      ['2026-01-01', 1],
      ['2026-02-01', 2],
      ['2027-02-01', 1],
    ]);
  });

  it('has the days of a month in weeks, from Sunday to Saturday', () => {
    for (const [first, before, days] of [
      ['2026-11-01', 0, 30],
      ['2026-12-01', 2, 31],
      ['2027-02-01', 1, 28],
      ['2028-02-01', 2, 29],
      ['1969-12-01', 1, 31],
      ['1900-01-01', 1, 31],
    ] as const) {
      const weeks = weeksOf(first);
      expect(weeks.map(({ length }) => length)).toEqual(weeks.map(() => 7));
      const all = weeks.flat();
      expect(all.findIndex((day) => day !== null)).toBe(before);
      expect(all.filter((day) => day !== null)).toHaveLength(days);
    }
  });
});
