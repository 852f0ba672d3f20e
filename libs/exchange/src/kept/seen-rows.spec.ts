import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import { openSeenRows } from './seen-rows.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-test-seen-'));
});
afterAll(() => removeFolder(folder));

const row = (key: string, note: string) => ({ key, steps: {}, cells: { note } });
const written = (...rows: readonly object[]) => rows.map((one) => `\n${JSON.stringify(one)}`).join('');

it('reads each row where it stands, the last where there are several, and none that was cut short', async () => {
  const path = join(folder, 'rows.jsonl');
  const long = 'é'.repeat(300_000);
  const many = Array.from({ length: 500 }, (_none, n) => row(`k${n}`, 'x'.repeat(2_000)));
  await writeFile(
    path,
    `${written(row('a', 'old'), row('long', long), ...many, row('a', 'new'))}\n{"key":"cut"`,
  );
  await appendFile(path, written(row('last', 'one')));
  const seen = await openSeenRows(path);
  expect([...seen.keys()]).toHaveLength(503);
  expect([seen.has('cut'), await seen.row('cut')]).toEqual([false, undefined]);
  for (const [key, note] of [
    ['last', 'one'],
    ['a', 'new'],
    ['long', long],
    ['k499', 'x'.repeat(2_000)],
    ['k0', 'x'.repeat(2_000)],
  ] as const)
    expect([key, await seen.row(key)]).toEqual([key, row(key, note)]);
});

it('holds nothing where nothing was recorded', async () => {
  const seen = await openSeenRows(join(folder, 'none.jsonl'));
  expect([...seen.keys()]).toEqual([]);
});
