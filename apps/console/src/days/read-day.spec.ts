import { readMoment } from './instants.js';
import { readDay } from './read-day.js';

describe('a day as people write it', () => {
  it.each([
    ['2024-06-04', '2024-06-04'],
    ['4 juin 2024', '2024-06-04'],
    ['le 4 juin 2024', '2024-06-04'],
    ['1er août 2025', '2025-08-01'],
    ['June 4 2024', '2024-06-04'],
    ['Jun. 4th, 2024', '2024-06-04'],
    ['4 fév. 2024', '2024-02-04'],
    ['23/04/2025', '2025-04-23'],
    ['04/04/2025', '2025-04-04'],
  ])('%s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  it.each(['', '2024-02-30', 'June 31 2024', '03/04/2025', 'juin 2025', '4 June', 'demain', '04/06/24'])(
    'is not read from %j',
    (typed) => {
      expect(readDay(typed)).toBeNull();
    },
  );
});

describe('a moment as people write it, in the ledger’s zone', () => {
  it.each([
    ['2025-04-17', '2025-04-18T03:59:59.999Z'],
    ['17 avril 2025, 14 h', '2025-04-17T18:00:00.000Z'],
    ['17 avril 2025 à 14 h 30', '2025-04-17T18:30:00.000Z'],
    ['April 17, 2025 14:30', '2025-04-17T18:30:00.000Z'],
    ['2025-01-28 13:00', '2025-01-28T18:00:00.000Z'],
    ['2025-04-17T18:00:00Z', '2025-04-17T18:00:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(readMoment(typed, 'America/Toronto')).toBe(instant);
  });

  it('is not read from what is none', () => {
    expect(readMoment('hier', 'America/Toronto')).toBeNull();
    expect(readMoment('17 avril 2025 à 25 h', 'America/Toronto')).toBeNull();
  });
});
