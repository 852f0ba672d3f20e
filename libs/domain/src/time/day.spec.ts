import fc from 'fast-check';
import {
  addDays,
  addDuration,
  dayInZone,
  daysBetween,
  fromDayNumber,
  isDay,
  latestToday,
  minLatest,
  parseDuration,
  toDayNumber,
} from './day.js';

describe('a civil day', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('exists: %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '0000-01-01',
    '2025-1-1',
    '',
  ])('does not exist: %s', (day) => {
    expect(isDay(day)).toBe(false);
  });

  it('has the number that the calendar of ECMAScript gives it, and comes back from it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: toDayNumber('0001-01-01'), max: toDayNumber('9999-12-31') }),
        (number) => {
          const day = fromDayNumber(number);
          expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
          expect(toDayNumber(day)).toBe(number);
        },
      ),
    );
  });

  it('moves across months and years, and stays within the years that are held', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01');
    expect(daysBetween('2025-04-16', '2026-11-22')).toBe(585);
  });
});

describe('the day of an instant in a zone', () => {
  const inToronto = (instant: string) => dayInZone(new Date(instant), 'America/Toronto');

  it('changes at midnight there, in winter and in summer', () => {
    expect(inToronto('2025-01-28T04:59:59.999Z')).toBe('2025-01-27');
    expect(inToronto('2025-01-28T05:00:00.000Z')).toBe('2025-01-28');
    expect(inToronto('2025-07-01T03:59:59.999Z')).toBe('2025-06-30');
    expect(inToronto('2025-07-01T04:00:00.000Z')).toBe('2025-07-01');
  });

  it('changes once on the days on which the clocks change', () => {
    expect(inToronto('2025-03-09T04:59:59.999Z')).toBe('2025-03-08');
    expect(inToronto('2025-03-10T03:59:59.999Z')).toBe('2025-03-09');
    expect(inToronto('2025-03-10T04:00:00.000Z')).toBe('2025-03-10');
    expect(inToronto('2025-11-03T04:59:59.999Z')).toBe('2025-11-02');
    expect(inToronto('2025-11-03T05:00:00.000Z')).toBe('2025-11-03');
  });

  it('differs between zones at the same instant', () => {
    const instant = new Date('2025-01-28T02:00:00.000Z');
    expect(dayInZone(instant, 'UTC')).toBe('2025-01-28');
    expect(dayInZone(instant, 'America/Toronto')).toBe('2025-01-27');
    expect(dayInZone(instant, 'Pacific/Auckland')).toBe('2025-01-28');
  });

  it('changes at midnight for whoever asks again within a minute, in one zone or in several', () => {
    const before = new Date('2025-01-28T04:59:59.999Z');
    const after = new Date('2025-01-28T05:00:00.000Z');
    const zones = ['America/Toronto', 'UTC', 'America/Toronto'];
    expect(zones.map((zone) => dayInZone(before, zone))).toEqual(['2025-01-27', '2025-01-28', '2025-01-27']);
    expect(zones.map((zone) => dayInZone(after, zone))).toEqual(['2025-01-28', '2025-01-28', '2025-01-28']);
    // Until 1972 the clocks of Monrovia were 44 minutes and 30 seconds behind.
    expect(dayInZone(new Date('1970-01-02T00:44:29Z'), 'Africa/Monrovia')).toBe('1970-01-01');
    expect(dayInZone(new Date('1970-01-02T00:44:31Z'), 'Africa/Monrovia')).toBe('1970-01-02');
  });
});

describe('the latest day that it is anywhere', () => {
  it('changes at ten o’clock in the morning of UTC', () => {
    expect(latestToday(new Date('2026-11-28T09:59:59.999Z'))).toBe('2026-11-28');
    expect(latestToday(new Date('2026-11-28T10:00:00.000Z'))).toBe('2026-11-29');
  });

  it('is the day of the islands where days begin first, whatever the instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          expect(latestToday(instant)).toBe(dayInZone(instant, 'Pacific/Kiritimati'));
        },
      ),
    );
  });
});

describe('a duration', () => {
  it.each([
    ['P5Y', { years: 5, months: 0, days: 0 }],
    ['P18M', { years: 0, months: 18, days: 0 }],
    ['P2W', { years: 0, months: 0, days: 14 }],
    ['P1Y6M10D', { years: 1, months: 6, days: 10 }],
  ])('is read: %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['P', 'P0D', '5Y', 'PT5H', 'P1Y2H', 'P-1Y', 'P1.5Y', 'P5Y ', ''])('is refused: %s', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it.each([
    ['2019-06-04', 'P5Y', '2024-06-04'],
    ['2025-01-31', 'P1M', '2025-02-28'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-11-30', 'P3M', '2025-02-28'],
    ['2025-12-31', 'P1D', '2026-01-01'],
    ['2025-01-15', 'P1Y6M1W', '2026-07-22'],
    ['9998-01-01', 'P5Y', '9999-12-31'],
  ])('after %s of %s is %s', (from, duration, to) => {
    expect(addDuration(from, parseDuration(duration) ?? { years: 0, months: 0, days: 0 })).toBe(to);
  });
});

describe('the earlier of two latest days', () => {
  it('is open only when both are', () => {
    expect(minLatest(null, '2025-01-01')).toBe('2025-01-01');
    expect(minLatest('2025-01-02', null)).toBe('2025-01-02');
    expect(minLatest('2025-01-02', '2025-01-01')).toBe('2025-01-01');
    expect(minLatest(null, null)).toBeNull();
  });
});
