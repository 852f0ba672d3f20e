import edtf from 'edtf';
import fc from 'fast-check';
import { dayOf, daysInMonth } from './day.js';
import { readEdtf, writeEdtf, type ReadEdtf } from './edtf.js';

const read = (
  earliest: string | null,
  latest: string | null,
  precision: ReadEdtf['precision'],
  qualified = false,
): ReadEdtf => ({ earliest, latest, precision, qualified });

describe('EDTF that the ledger accepts', () => {
  it.each<[string, ReadEdtf]>([
    ['2025-01-28', read('2025-01-28', '2025-01-28', 'DAY')],
    ['2024-02-29', read('2024-02-29', '2024-02-29', 'DAY')],
    ['0001-01-01', read('0001-01-01', '0001-01-01', 'DAY')],
    ['9999-12-31', read('9999-12-31', '9999-12-31', 'DAY')],
    ['2022-02', read('2022-02-01', '2022-02-28', 'MONTH')],
    ['2024-02', read('2024-02-01', '2024-02-29', 'MONTH')],
    ['1900-02', read('1900-02-01', '1900-02-28', 'MONTH')],
    ['2017', read('2017-01-01', '2017-12-31', 'YEAR')],
    ['2019-06-04?', read('2019-06-04', '2019-06-04', 'DAY', true)],
    ['2018~', read('2018-01-01', '2018-12-31', 'YEAR', true)],
    ['2018-05%', read('2018-05-01', '2018-05-31', 'MONTH', true)],
    ['2005-23?', read('2005-09-22', '2005-12-20', 'SEASON', true)],
    ['[2019-06-04,2019-06-05]', read('2019-06-04', '2019-06-05', 'DAY')],
    ['[2019-06-05,2019-06-04]', read('2019-06-04', '2019-06-05', 'DAY')],
    ['[2019,2021]', read('2019-01-01', '2021-12-31', 'YEAR')],
    ['[2019-06,2019-07-05]', read('2019-06-01', '2019-07-05', 'DAY')],
    ['[..2025-01-28]', read(null, '2025-01-28', 'DAY')],
    ['[2025-01-28..]', read('2025-01-28', null, 'DAY')],
    ['[2019-06-04..2019-07-31]', read('2019-06-04', '2019-07-31', 'DAY')],
    ['[2019-06..2019-07]', read('2019-06-01', '2019-07-31', 'MONTH')],
    ['[2017,2019-06..2019-07]', read('2017-01-01', '2019-07-31', 'MONTH')],
    ['[..2017,2019]', read(null, '2019-12-31', 'YEAR')],
    ['2019/2024', read('2019-01-01', '2024-12-31', 'PERIOD')],
    ['2019-06-04/2024-06', read('2019-06-04', '2024-06-30', 'PERIOD')],
    ['../2024-06-04', read(null, '2024-06-04', 'PERIOD')],
    ['2019/..', read('2019-01-01', null, 'PERIOD')],
    ['2019?/2024', read('2019-01-01', '2024-12-31', 'PERIOD', true)],
  ])('reads %s', (text, expected) => {
    expect(readEdtf(text)).toEqual(expected);
  });

  it.each([
    ['2005-21', '2005-03-20', '2005-06-20'],
    ['2005-22', '2005-06-21', '2005-09-21'],
    ['2005-23', '2005-09-22', '2005-12-20'],
    ['2005-24', '2005-12-21', '2006-03-19'],
  ])('reads the season %s as %s to %s', (text, earliest, latest) => {
    expect(readEdtf(text)).toEqual(read(earliest, latest, 'SEASON'));
  });
});

describe('EDTF that the ledger refuses', () => {
  it.each([
    ['a day that does not exist', '2023-02-29'],
    ['a day that does not exist', '2025-04-31'],
    ['a day that does not exist', '1900-02-29'],
    ['a month that does not exist', '2025-13'],
    ['a month that does not exist', '2025-00'],
    ['a day zero', '2025-01-00'],
    ['the year zero', '0000'],
    ['a negative year', '-0044'],
    ['a long year', 'Y17000000002'],
    ['a season of the other numbering', '2005-25'],
    ['a season of the other numbering', '2005-41'],
    ['a winter that runs past the last year', '9999-24'],
    ['a time of day', '2025-01-28T09:00:00Z'],
    ['unspecified digits', '201X'],
    ['unspecified digits', '2025-XX'],
    ['a qualifier before', '?2025-01'],
    ['a qualifier inside', '2025?-01'],
    ['two qualifiers', '2025?~'],
    ['one digit', '2025-1-28'],
    ['another order', '28-01-2025'],
    ['a range that runs backwards', '[2025-02-01..2025-01-01]'],
    ['an interval that runs backwards', '2024/2019'],
    ['a set without members', '[]'],
    ['a set without bounds', '[..]'],
    ['an empty member', '[2025,]'],
    ['all of a set', '{2025,2026}'],
    ['an interval without bounds', '../..'],
    ['an interval of an unknown end', '2019/'],
    ['three ends', '2019/2020/2021'],
    ['spaces', ' 2025'],
    ['digits of another script', '２０２５'],
    ['nonsense', 'soon'],
    ['nothing', ''],
    ['a text without end', `[${'2025,'.repeat(100)}2025]`],
  ])('refuses %s: %s', (_what, text) => {
    expect(readEdtf(text)).toBeNull();
  });
});

describe('reading against the edtf package, where that is right', () => {
  /** The first and the last civil day that the package gives; it counts in UTC. */
  const oracle = (text: string): readonly [string, string] => {
    const { min, max } = edtf(text);
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    return [day(min), day(max)];
  };
  const pad = (number: number, size: number) => String(number).padStart(size, '0');
  const year = fc.integer({ min: 1000, max: 9999 });
  const month = fc.integer({ min: 1, max: 12 });
  const text = fc.oneof(
    year.map((y) => pad(y, 4)),
    fc.tuple(year, month).map(([y, m]) => `${pad(y, 4)}-${pad(m, 2)}`),
    fc
      .tuple(year, month, fc.integer({ min: 1, max: 31 }))
      .map(([y, m, d]) => dayOf(y, m, Math.min(d, daysInMonth(y, m)))),
  );
  const qualifier = fc.constantFrom('', '?', '~', '%');

  it('gives the same first and last day for days, months and years', () => {
    fc.assert(
      fc.property(text, qualifier, (unit, mark) => {
        const answer = readEdtf(unit + mark);
        expect([answer?.earliest, answer?.latest]).toEqual(oracle(unit + mark));
        expect(answer?.qualified).toBe(mark !== '');
      }),
    );
  });
});

describe('writing EDTF', () => {
  it.each([
    ['2024-06-05', '2024-06-05', '2024-06-05'],
    ['2019-06-04', '2019-06-05', '[2019-06-04..2019-06-05]'],
    [null, '2025-01-28', '[..2025-01-28]'],
    ['2025-01-28', null, '[2025-01-28..]'],
  ])('writes %s to %s as %s', (earliest, latest, text) => {
    expect(writeEdtf(earliest, latest)).toBe(text);
    const answer = readEdtf(text);
    expect([answer?.earliest, answer?.latest]).toEqual([earliest, latest]);
  });
});
