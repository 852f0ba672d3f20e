import type { DateForm } from '../profile/profile.js';
import { readDate, type DateColumn } from './dates.js';

const column = (forms: readonly DateForm[], more: Partial<DateColumn> = {}): DateColumn => ({
  forms,
  spelled: {},
  ...more,
});
const edtfOf = (written: string, forms: readonly DateForm[], more: Partial<DateColumn> = {}): string => {
  const read = readDate(written, column(forms, more));
  return read.kind === 'DATE' ? read.date.edtf : read.kind;
};

it.each<[string, DateForm, string]>([
  ['2021-01-01T00:00:00Z', 'ISO', '2021-01-01'],
  ['2021-12-31T23:59:59-05:00', 'ISO', '2021-12-31'],
  ['2021-02-29', 'ISO', 'UNREAD'],
  ['28/01/2025', 'DMY', '2025-01-28'],
  ['28.1.2025', 'DMY', '2025-01-28'],
  ['28/01/2025', 'MDY', 'UNREAD'],
  ['01-28-2025', 'MDY', '2025-01-28'],
  ['28/01-2025', 'DMY', 'UNREAD'],
  ['28/01/2025', 'SLASHED', '2025-01-28'],
  ['01/28/2025', 'SLASHED', '2025-01-28'],
  ['01/02/2025', 'SLASHED', 'EITHER_ORDER'],
  ['03/03/2025', 'SLASHED', '2025-03-03'],
  ['31/31/2025', 'SLASHED', 'UNREAD'],
  ['July 28, 2020', 'NAMED', '2020-07-28'],
  ['February 20,2020', 'NAMED', '2020-02-20'],
  ['Sept 07, 2021', 'NAMED', '2021-09-07'],
  ['1er mars 2012', 'NAMED', '2012-03-01'],
  ['28 juillet 2020', 'NAMED', '2020-07-28'],
  ['5 août 2019', 'NAMED', '2019-08-05'],
  ['Febrary 11, 2016', 'NAMED', 'UNREAD'],
  ['February 30, 2020', 'NAMED', 'UNREAD'],
  ['45685', 'SERIAL', '2025-01-28'],
  ['45685.75', 'SERIAL', '2025-01-28'],
  ['2020-05', 'YEAR_MONTH', '2020-05'],
  ['5/2020', 'YEAR_MONTH', '2020-05'],
  ['mai 2020', 'YEAR_MONTH', '2020-05'],
  ['2020-13', 'YEAR_MONTH', 'UNREAD'],
  ['2020', 'YEAR', '2020'],
  ['2020', 'ISO', 'UNREAD'],
])('«%s» read as %s is %s', (written, form, expected) => {
  expect(edtfOf(written, [form])).toBe(expected);
});

it.each<[string, string]>([
  ['2019–2021', '[2019-01-01..2021-12-31]'],
  ['2019-2021', '[2019-01-01..2021-12-31]'],
  ['March 1, 2019 to April 2, 2019', '[2019-03-01..2019-04-02]'],
  ['2021–2019', 'UNREAD'],
])('the range «%s» is some day of it', (written, expected) => {
  expect(edtfOf(written, ['NAMED', 'YEAR', 'RANGE'])).toBe(expected);
});

it('reads a date with a question mark only where the profile says how far it may be off', () => {
  expect(edtfOf('2018-05?', ['YEAR_MONTH'])).toBe('MARGIN_NEEDED');
  expect(readDate('2018-05?', column(['YEAR_MONTH'], { marginDays: 31 }))).toEqual({
    kind: 'DATE',
    date: { edtf: '2018-05?', earliest: '2018-03-31', latest: '2018-07-01', basis: 'STATED' },
  });
  expect(edtfOf('soon?', ['YEAR_MONTH'], { marginDays: 31 })).toBe('UNREAD');
});

it('reads a spelling as the profile says, and a day of a workbook whatever the form', () => {
  expect(edtfOf('Febrary 11, 2016', ['NAMED'], { spelled: { Febrary: 'February' } })).toBe('2016-02-11');
  expect(edtfOf('2016-02-11', ['NAMED'])).toBe('2016-02-11');
});
