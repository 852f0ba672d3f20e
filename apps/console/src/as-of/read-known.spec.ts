import { showInstant } from '../days/show-day.js';
import { readKnown } from './read-known.js';

const ZONE = 'America/Toronto';

describe('the moment that a page is known at', () => {
  it.each(['fr', 'en'] as const)(
    'stays to the millisecond where its field was left alone (%s)',
    (language) => {
      const known = '2026-11-28T02:38:41.123Z';
      const shown = showInstant(known, language, ZONE);
      expect(readKnown(shown, shown, { known }, ZONE)).toEqual({ known, at: undefined });
    },
  );

  it('stays a position until the field is emptied, or says a moment', () => {
    const dates = { at: '41' };
    expect(readKnown('à la position 41', 'à la position 41', dates, ZONE)).toMatchObject({ at: '41' });
    expect(readKnown(' ', 'à la position 41', dates, ZONE)).toEqual({});
    expect(readKnown('2026-11-20 10:00', 'à la position 41', dates, ZONE)).toEqual({
      known: '2026-11-20T15:00:00.000Z',
    });
    expect(readKnown('à la position 4', 'à la position 41', dates, ZONE)).toBeNull();
  });
});
