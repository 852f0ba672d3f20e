import { monthsOf, rangeOf } from './agenda.js';

describe('the agenda', () => {
  it('has a month for each in which something falls', () => {
    const entries = ['2026-01-31', '2026-02-01', '2026-02-28', '2027-02-01'].map((day) => ({ day }));
    expect(monthsOf(entries).map(({ first, entries: of }) => [first, of.length])).toEqual([
      ['2026-01-01', 1],
      ['2026-02-01', 2],
      ['2027-02-01', 1],
    ]);
  });

  it('gives the days between which an uncertain one falls', () => {
    const endsOn = { edtf: '2028-06', point: '2028-06-30', earliest: '2028-06-01', latest: '2028-06-30' };
    const entry = { day: '2028-06-30', certainty: 'POSSIBLE', data: { duration: 'P3Y', endsOn } } as const;
    expect(rangeOf(entry)).toBe(endsOn);
    expect(rangeOf({ ...entry, certainty: 'CERTAIN' })).toBeNull();
    expect(rangeOf({ ...entry, day: '2029-06-30' })).toBeNull();
  });
});
