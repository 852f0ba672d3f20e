import { rangeAround } from './slider-range.js';

describe('the slider of a day', () => {
  it.each([
    ['2026-11-30', [], '2018-01-01', '2027-12-31'],
    ['2026-11-30', ['2019-06-04', '2024-06-05'], '2018-01-01', '2027-12-31'],
    ['2026-11-30', ['1994-02-01', '2041-05-05'], '1994-01-01', '2041-12-31'],
    ['2026-11-30', ['0001-01-01', '9999-12-31'], '0001-01-01', '9999-12-31'],
  ])('goes over whole years around %s and %j', (today, days, from, to) => {
    expect(rangeAround(today, days)).toEqual({ from, to });
  });
});
