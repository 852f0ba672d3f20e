import { compareWithWorlds } from '../../testing/worlds-of-histories.js';

// The tier `worlds` compares twenty thousand.
it('a hundred random histories have the line that all their worlds have', () => {
  const { difference, lived } = compareWithWorlds(7, 100);
  expect(difference).toBeNull();
  expect(lived).toBeGreaterThan(60);
});
