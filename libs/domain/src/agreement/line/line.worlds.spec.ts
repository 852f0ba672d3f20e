import { compareWithWorlds } from '../../testing/worlds-of-histories.js';

/** Histories a seed; those with too many placements are not lived through and do not count. */
const HISTORIES = 6_500;
const LIVED = 5_000;
const PATIENCE_MS = 300_000;

describe('twenty thousand random histories', () => {
  it.each([1, 2, 3, 4])(
    'have the line that all their worlds have: seed %i',
    (seed) => {
      const { difference, lived, passedOverTried } = compareWithWorlds(seed, HISTORIES);
      expect(difference).toBeNull();
      expect(lived).toBeGreaterThanOrEqual(LIVED);
      expect(passedOverTried).toBeGreaterThan(500);
    },
    PATIENCE_MS,
  );
});
