import { readMoment } from './instants.js';
import { showInstant } from './show-day.js';

const ZONE = 'America/Toronto';

describe('a moment as people write it', () => {
  it.each([
    ['2024-06-04', '2024-06-05T03:59:59.999Z'],
    ['4 juin 2024', '2024-06-05T03:59:59.999Z'],
    ['2024-06-04 14:30', '2024-06-04T18:30:00.000Z'],
    ['2024-06-04 14:30:15', '2024-06-04T18:30:15.000Z'],
    ['4 juin 2024, 14 h 30', '2024-06-04T18:30:00.000Z'],
    ['4 juin 2024 à 14 h', '2024-06-04T18:00:00.000Z'],
    ['4 juin 2024 à 14 h 30 min 15 s', '2024-06-04T18:30:15.000Z'],
    ['June 4, 2024, 2:30 p.m.', '2024-06-04T18:30:00.000Z'],
    ['June 4 2024 at 2:30:15 PM', '2024-06-04T18:30:15.000Z'],
    ['June 4, 2024 2 pm', '2024-06-04T18:00:00.000Z'],
    ['June 4, 2024, 12:05 a.m.', '2024-06-04T04:05:00.000Z'],
    ['June 4, 2024, 12 p.m.', '2024-06-04T16:00:00.000Z'],
    ['4 juin 2024, 14 h 30 HAE', '2024-06-04T18:30:00.000Z'],
    ['4 juin 2024, 14 h 30 EDT', '2024-06-04T18:30:00.000Z'],
    ['2026-11-01 1:30', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01 1:30 EDT', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01 1:30 EST', '2026-11-01T06:30:00.000Z'],
    ['2024-06-04T12:00:00Z', '2024-06-04T12:00:00.000Z'],
  ])('is read: %s', (typed, instant) => {
    expect(readMoment(typed, ZONE)).toBe(instant);
  });

  it.each([
    'June 4, 2024, 13 p.m.',
    'June 4, 2024, 0:30 a.m.',
    '2024-06-04 14:30:61',
    '2024-06-04 25:00',
    '2024-06-04 14:30 PDT',
    '2024-06-04 14:30 EST',
    '4 juin 2024 HAE',
    '14:30',
    '',
  ])('is not read: “%s”', (typed) => {
    expect(readMoment(typed, ZONE)).toBeNull();
  });

  it.each(['fr', 'en'] as const)('is read back as it is shown, in each zone (%s)', (language) => {
    for (const zone of [ZONE, 'UTC', 'Europe/Paris', 'Asia/Kolkata', 'Pacific/Kiritimati', 'America/Noronha'])
      for (const instant of [
        '2024-06-04T18:30:00.000Z',
        '2024-12-01T05:00:00.000Z',
        '2024-12-01T17:07:00.000Z',
        '2026-11-01T05:30:00.000Z',
        '2026-11-01T06:30:00.000Z',
      ])
        expect(readMoment(showInstant(instant, language, zone), zone)).toBe(instant);
  });
});
