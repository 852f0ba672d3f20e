import { monthsOf } from './agenda.js';

describe('the agenda', () => {
  it('has a month for each in which something falls', () => {
    const entries = ['2026-01-31', '2026-02-01', '2026-02-28', '2027-02-01'].map((day) => ({ day }));
    expect(monthsOf(entries).map(({ first, entries: of }) => [first, of.length])).toEqual([
      ['2026-01-01', 1],
      ['2026-02-01', 2],
      ['2027-02-01', 1],
    ]);
  });
});
