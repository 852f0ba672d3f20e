import { addDays, type CalendarDuration } from './day.js';
import {
  cutAtToday,
  dayAfter,
  derivedEnd,
  endTooFar,
  isInFuture,
  resolveDate,
  someDayUntil,
  systemDay,
  type DateInput,
} from './uncertain-date.js';

const resolved = (input: DateInput) => {
  const result = resolveDate(input);
  if (!result.ok) throw new Error(`${result.member}: ${result.problem.problem}`);
  return result;
};

describe('an uncertain date', () => {
  it('folds on its latest day, or on its earliest when it is open after', () => {
    expect(resolved({ edtf: '2022-02' }).date.point).toBe('2022-02-28');
    expect(resolved({ edtf: '[..2025-01-28]' }).date.point).toBe('2025-01-28');
    expect(resolved({ edtf: '[2025-01-28..]' }).date.point).toBe('2025-01-28');
  });

  it('folds on the day that is given, within its bounds', () => {
    expect(resolved({ edtf: '[2019-06-04,2019-06-05]', point: '2019-06-04' }).date).toEqual({
      edtf: '[2019-06-04,2019-06-05]',
      point: '2019-06-04',
      earliest: '2019-06-04',
      latest: '2019-06-05',
      precision: 'DAY',
      basis: 'STATED',
    });
  });

  it('is widened by its bounds when it is marked uncertain', () => {
    const { date } = resolved({
      edtf: '2019-06-04?',
      point: '2019-06-04',
      earliest: '2018-01-01',
      latest: '2024-06-04',
      basis: 'INFERRED',
    });
    expect([date.earliest, date.point, date.latest]).toEqual(['2018-01-01', '2019-06-04', '2024-06-04']);
  });

  it('says how far when it is marked uncertain; an open end stays open', () => {
    const again = { edtf: '2019-06-04~', earliest: '2019-06-04', latest: '2019-06-04' };
    expect(resolved(again).date).toMatchObject({ earliest: '2019-06-04', latest: '2019-06-04' });
    expect(resolved({ edtf: '2019?/..', earliest: '2018-01-01' }).date.latest).toBeNull();
    expect(resolved({ edtf: '[..2019-06-04%]', latest: '2019-07-01' }).date.earliest).toBeNull();
  });

  it.each<[DateInput, string]>([
    [{ edtf: '2019-06-04~' }, 'earliest'],
    [{ edtf: '2019-06-04~', earliest: '2019-05-28' }, 'latest'],
    [{ edtf: '2019?', latest: '2020-12-31', point: '2019-06-04' }, 'earliest'],
    [{ edtf: '[2019?,2021]', earliest: '2018-01-01' }, 'latest'],
    [{ edtf: '2019?/..' }, 'earliest'],
    [{ edtf: '[..2019-06-04%]', basis: 'INFERRED' }, 'latest'],
  ])('marked uncertain without its margin, is refused for what is missing: %j', (input, member) => {
    expect(resolveDate(input)).toEqual({
      ok: false,
      member,
      problem: { problem: 'DATE_MARGIN_REQUIRED' },
    });
  });

  it('is narrowed by its bounds when it is not, also where it is open', () => {
    const narrow = resolved({ edtf: '2019', earliest: '2019-06-01', latest: '2019-06-30' }).date;
    expect([narrow.earliest, narrow.latest]).toEqual(['2019-06-01', '2019-06-30']);
    expect(resolved({ edtf: '[..2025-01-28]', earliest: '2025-01-01' }).date.earliest).toBe('2025-01-01');
    expect(resolved({ edtf: '2019/..', latest: '2024-06-04' }).date.latest).toBe('2024-06-04');
  });

  it.each<[string, DateInput, string]>([
    ['nonsense', { edtf: 'soon' }, 'edtf'],
    ['a day that does not exist', { edtf: '2023-02-29' }, 'edtf'],
    ['a point that is no day', { edtf: '2023', point: '2023-02-29' }, 'point'],
    ['an earliest that is no day', { edtf: '2023', earliest: '2023' }, 'earliest'],
    ['a latest that is no day', { edtf: '2023', latest: '2023-13-01' }, 'latest'],
    ['a point before its bounds', { edtf: '2023-02', point: '2023-01-31' }, 'point'],
    ['a point after its bounds', { edtf: '2023-02', point: '2023-03-01' }, 'point'],
    ['an earliest that widens a certain date', { edtf: '2019', earliest: '2018-12-31' }, 'earliest'],
    ['a latest that widens a certain date', { edtf: '2019', latest: '2020-01-01' }, 'latest'],
    ['an earliest that narrows an uncertain date', { edtf: '2019?', earliest: '2019-01-02' }, 'earliest'],
    ['a latest that narrows an uncertain date', { edtf: '2019~', latest: '2019-12-30' }, 'latest'],
    [
      'an earliest where an uncertain date is open',
      { edtf: '[..2025-01-28?]', earliest: '2025-01-01', basis: 'INFERRED' },
      'earliest',
    ],
    [
      'a latest where an uncertain date is open',
      { edtf: '2019?/..', latest: '2024-06-04', basis: 'INFERRED' },
      'latest',
    ],
    [
      'an earliest after the latest',
      { edtf: '2019', earliest: '2019-07-01', latest: '2019-06-01' },
      'earliest',
    ],
  ])('refuses %s', (_what, input, member) => {
    expect(resolveDate(input)).toMatchObject({ ok: false, member });
  });

  it('asks for its basis unless it is a plain day', () => {
    const asks = (input: DateInput) => resolved(input).basisMissing;
    expect(asks({ edtf: '2025-01-28' })).toBe(false);
    expect(asks({ edtf: '2025-01' })).toBe(true);
    expect(asks({ edtf: '[..2025-01-28]' })).toBe(true);
    expect(asks({ edtf: '2025-01-28?', earliest: '2025-01-27', latest: '2025-01-28' })).toBe(true);
    expect(asks({ edtf: '2025-01', basis: 'INFERRED' })).toBe(false);
  });

  it('is STATED when it is a plain day without a basis', () => {
    expect(resolved({ edtf: '2025-01-28' }).date.basis).toBe('STATED');
    expect(resolved({ edtf: '2025-01-28', basis: 'COMPUTED' }).date.basis).toBe('COMPUTED');
  });
});

describe('an act and today', () => {
  const today = '2026-11-23';

  it('is in the future only when its earliest day is', () => {
    const future = (edtf: string) => isInFuture(resolved({ edtf, basis: 'STATED' }).date, today);
    expect(future('2026-11-24')).toBe(true);
    expect(future('2026-11-23')).toBe(false);
    expect(future('2026')).toBe(false);
    expect(future('2027')).toBe(true);
    expect(future('[..2027]')).toBe(false);
  });

  it('happened today at the latest', () => {
    const cut = (input: DateInput) => {
      const { earliest, point, latest } = cutAtToday(resolved(input).date, { today, latest: today });
      return [earliest, point, latest];
    };
    expect(cut({ edtf: '2026' })).toEqual(['2026-01-01', today, today]);
    expect(cut({ edtf: '2026', point: '2026-05-01' })).toEqual(['2026-01-01', '2026-05-01', today]);
    expect(cut({ edtf: '[2026-05-01..]' })).toEqual(['2026-05-01', '2026-05-01', today]);
    expect(cut({ edtf: '2025' })).toEqual(['2025-01-01', '2025-12-31', '2025-12-31']);
  });

  it('may be written by a calendar where it is tomorrow already', () => {
    const tomorrow = { today: '2026-11-30', latest: '2026-12-01' };
    const cut = (input: DateInput) => {
      const { earliest, point, latest } = cutAtToday(resolved(input).date, tomorrow);
      return [earliest, point, latest];
    };
    expect(cut({ edtf: '2026-12-01' })).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
    expect(cut({ edtf: '[2026-12-01..2026-12-02]' })).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
    expect(cut({ edtf: '2026-11/2027' })).toEqual(['2026-11-01', '2026-12-01', '2026-12-01']);
    expect(cut({ edtf: '2026' })).toEqual(['2026-01-01', '2026-11-30', '2026-11-30']);
    expect(cut({ edtf: '2026-23' })).toEqual(['2026-09-22', '2026-11-30', '2026-11-30']);
  });

  it('is not cut below its earliest day: a month that has begun somewhere', () => {
    const now = { today: '2026-11-30', latest: '2026-12-01' };
    const { date } = resolved({ edtf: '2026-12' });
    expect(isInFuture(date, now.latest)).toBe(false);
    expect(cutAtToday(date, now)).toMatchObject({
      earliest: '2026-12-01',
      point: '2026-12-01',
      latest: '2026-12-01',
    });
  });

  it('happened on some day until today when no day is known', () => {
    expect(someDayUntil(today)).toEqual({
      edtf: '[..2026-11-23]',
      point: today,
      earliest: null,
      latest: today,
      precision: 'UNKNOWN',
      basis: 'PRESUMED',
    });
  });
});

describe('the days that the ledger makes', () => {
  it('are of its own clock', () => {
    expect(systemDay('2026-11-23')).toEqual({
      edtf: '2026-11-23',
      point: '2026-11-23',
      earliest: '2026-11-23',
      latest: '2026-11-23',
      precision: 'DAY',
      basis: 'SYSTEM',
    });
  });

  it('follow an uncertain day with the same bounds a day later', () => {
    expect(dayAfter(resolved({ edtf: '2024-02' }).date)).toEqual({
      edtf: '[2024-02-02..2024-03-01]',
      point: '2024-03-01',
      earliest: '2024-02-02',
      latest: '2024-03-01',
      precision: 'MONTH',
      basis: 'COMPUTED',
    });
    expect(dayAfter(resolved({ edtf: '[..2024-12-31]' }).date)).toMatchObject({
      edtf: '[..2025-01-01]',
      earliest: null,
      latest: '2025-01-01',
    });
  });
});

describe('an end that a duration gives', () => {
  const YEARS_5: CalendarDuration = { years: 5, months: 0, days: 0 };

  it('is one of two days, by either custom of counting', () => {
    expect(derivedEnd(resolved({ edtf: '2013-05-02' }).date, YEARS_5)).toEqual({
      edtf: '[2018-05-01..2018-05-02]',
      point: '2018-05-02',
      earliest: '2018-05-01',
      latest: '2018-05-02',
      precision: 'DAY',
      basis: 'COMPUTED',
    });
  });

  it('is as uncertain as its start', () => {
    const end = derivedEnd(resolved({ edtf: '2013-06', point: '2013-06-10' }).date, YEARS_5);
    expect([end.earliest, end.point, end.latest]).toEqual(['2018-05-31', '2018-06-10', '2018-06-30']);
    expect(derivedEnd(resolved({ edtf: '[..2013-06-30]' }).date, YEARS_5)).toMatchObject({
      edtf: '[..2018-06-30]',
      earliest: null,
    });
    expect(derivedEnd(resolved({ edtf: '[2013-06-30..]' }).date, YEARS_5)).toMatchObject({
      edtf: '[2018-06-29..]',
      latest: null,
    });
  });

  it('stays between its bounds where a month is too short', () => {
    const end = derivedEnd(resolved({ edtf: '[2025-01-29..2025-01-31]' }).date, {
      years: 0,
      months: 1,
      days: 0,
    });
    expect([end.earliest, end.point, end.latest]).toEqual(['2025-02-27', '2025-02-28', '2025-02-28']);
  });
});

describe('an end that stands for no end', () => {
  it('is more than 150 years ahead', () => {
    const last = '2176-11-27';
    expect(endTooFar(last, '2026-11-27')).toBe(false);
    expect(endTooFar(addDays(last, 1), '2026-11-27')).toBe(true);
    expect(endTooFar('9999-12-31', '2026-11-27')).toBe(true);
  });

  it('is judged by its point', () => {
    const uncertain = { edtf: '[2100..2300]', basis: 'STATED' } as const;
    expect(endTooFar(resolved(uncertain).date, '2026-11-27')).toBe(true);
    expect(endTooFar(resolved({ ...uncertain, point: '2125-01-01' }).date, '2026-11-27')).toBe(false);
  });
});
