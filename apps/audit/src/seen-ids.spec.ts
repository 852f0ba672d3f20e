import { hash } from 'node:crypto';
import { createSeenIds } from './seen-ids.js';

const uuid = (number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;

it('tells every id that was seen before from those that were not, as it grows', () => {
  const seen = createSeenIds();
  const ids = Array.from({ length: 5_000 }, (_, n) => [`id ${n}`, uuid(n)]).flat();
  expect(ids.filter((id) => seen.add(id))).toEqual(ids);
  expect(ids.filter((id) => seen.add(id))).toEqual([]);
  expect(seen.add('another')).toBe(true);
});

it('takes nothing for a UUID that is written otherwise, nor a UUID for the hash of a text', () => {
  const digits = hash('sha256', 'a text', 'hex');
  const alike = [8, 12, 16, 20].reduce(
    (text, at, more) => `${text.slice(0, at + more)}-${text.slice(at + more)}`,
    digits.slice(0, 32),
  );
  const nil = '00000000-0000-0000-0000-000000000000';
  const ids = [
    uuid(10),
    uuid(10).toUpperCase(),
    uuid(10).replaceAll('-', '0'),
    'a text',
    alike,
    nil,
    uuid(0),
    uuid(1),
  ];
  const seen = createSeenIds();
  expect(ids.filter((id) => seen.add(id))).toEqual(ids);
  expect(ids.filter((id) => seen.add(id))).toEqual([]);
});
