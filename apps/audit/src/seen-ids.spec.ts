import { createSeenIds } from './seen-ids.js';

it('tells every id that was seen before from those that were not, as it grows', () => {
  const seen = createSeenIds();
  const ids = Array.from({ length: 5_000 }, (_, n) => `id ${n}`);
  expect(ids.filter((id) => seen.add(id))).toEqual(ids);
  expect(ids.filter((id) => seen.add(id))).toEqual([]);
  expect(seen.add('another')).toBe(true);
});
