/** That the search for names, which every folder and every log of a run of the tests goes through, can find one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readScenario } from '@entente/demonstration';
import { startPostgres } from '../support/embedded-postgres.js';
import { Client } from 'pg';
import {
  keepLog,
  namesIn,
  people,
  removeFolder,
  RUN_FOLDER_VARIABLE,
  type NamesInClearError,
} from '../support/names-in-clear.js';

const NAME = 'Stéphanie Latour';
const root = join(import.meta.dirname, '..', '..');

/** How a run ends on the folder that it had for itself. */
async function endOf(run: string): Promise<{ readonly code: number; readonly said: string }> {
  const ends = new URL('../support/run-ends.mjs', import.meta.url).href;
  const program = `await (await import(${JSON.stringify(ends)})).default();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, [RUN_FOLDER_VARIABLE]: run },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code: code ?? -1, said };
}

let run: string;
const own = process.env[RUN_FOLDER_VARIABLE];
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'a-run-'));
  process.env[RUN_FOLDER_VARIABLE] = run;
});
afterEach(async () => {
  process.env[RUN_FOLDER_VARIABLE] = own;
  // Names were planted in it.
  await rm(run, { recursive: true, force: true });
});

it('looks for every person of the fixture, and for whoever led a mission', () => {
  const named = readScenario().events.flatMap(({ data }) =>
    'personalData' in data ? [String(data['personId'])] : 'ledBy' in data ? [String(data['missionId'])] : [],
  );
  expect(named.length).toBeGreaterThan(10);
  expect(people.map(({ personId }) => personId).toSorted()).toEqual([...new Set(named)].toSorted());
});

it.each([
  ['in UTF-8', Buffer.from(NAME)],
  ['decomposed', Buffer.from(NAME.normalize('NFD'))],
  ['in Latin-1', Buffer.from(NAME, 'latin1')],
  ['escaped as JSON', Buffer.from('"St\\u00e9phanie Latour"')],
  ['in hexadecimal', Buffer.from(`\\x7b${Buffer.from(NAME).toString('hex')}7d`)],
])('finds a name that stands %s among other bytes', (_, written) => {
  const bytes = Buffer.concat([Buffer.alloc(9_000, 7), written, Buffer.alloc(9_000, 7)]);
  expect(namesIn(bytes)).toEqual([{ personId: 'person-04', at: expect.any(Number) as number }]);
  expect(namesIn(Buffer.concat([Buffer.alloc(9_000, 7), written.subarray(0, 8)]))).toEqual([]);
});

it('finds a name in a file that is read in parts, also where it lies across two of them', () => {
  const part = 64 * 1024 * 1024;
  const bytes = Buffer.alloc(part + 1_000);
  bytes.write(NAME, part - 5);
  expect(namesIn(bytes)).toEqual([{ personId: 'person-04', at: part - 5 }]);
});

it('fails a test over a name in the folder that it removes: it tells the file and not the name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  await mkdir(join(folder, 'base', '5'), { recursive: true });
  await writeFile(join(folder, 'base', '5', '2608'), `0123${NAME}${'\0'.repeat(3_000_000)}`);
  const failure = await removeFolder(folder).catch((error: unknown) => error);
  const { message, found } = failure as NamesInClearError;
  expect(found).toEqual([{ personId: 'person-04', place: 'base/5/2608, byte 4' }]);
  expect(message).not.toContain('Latour');
  expect(existsSync(folder)).toBe(false);
});

it('finds a name in the write-ahead log of a database that has forgotten it', async () => {
  const server = await startPostgres();
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  await client.query('create table planted (name text)');
  await client.query('insert into planted values ($1)', [NAME]);
  await client.query('drop table planted');
  await client.end();
  const failure = await server.dispose().catch((error: unknown) => error);
  expect((failure as NamesInClearError).found).toEqual(
    expect.arrayContaining([
      { personId: 'person-04', place: expect.stringMatching(/^pg_wal\/\w+, byte \d+$/) as string },
    ]),
  );
});

it('fails the run over a name in what a process wrote: it tells the log and the line, and keeps it', async () => {
  const keep = keepLog('api');
  keep('{"level":30,"msg":"one"}\n{"level":30,');
  keep(Buffer.from(`"msg":"two, of ${NAME}"}\n`));
  const { code, said } = await endOf(run);
  expect(code).toBe(1);
  expect(said).toMatch(/person-04 in logs\/api-\d+-\d+-\d+\.log, line 2/);
  expect(said).not.toContain('Latour');
  expect(await readdir(join(run, 'logs'))).toHaveLength(1);
});

it('fails the run over a name in a folder that no test removed', async () => {
  await mkdir(join(run, 'left'));
  await writeFile(join(run, 'left', 'file'), NAME);
  expect(await endOf(run)).toEqual({
    code: 1,
    said: expect.stringContaining('person-04 in left/file, byte 0') as string,
  });
});

it('reports what a run without a name looked through, and removes its folder', async () => {
  keepLog('worker')('nothing of interest\n');
  const folder = await mkdtemp(join(run, 'removed-'));
  await writeFile(join(folder, 'file'), 'nothing');
  await removeFolder(folder);
  const { code, said } = await endOf(run);
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringMatching(
      /^The names of \d+ people were looked for in 1 files of 1 folders .* 1 processes wrote/,
    ) as string,
  });
  expect(existsSync(run)).toBe(false);
});

it('is what every run of the tests begins and ends with, and no test removes a folder without it', async () => {
  const config = await readFile(join(root, 'jest.config.js'), 'utf8');
  expect(config).toContain('run-begins.mjs');
  expect(config).toContain('run-ends.mjs');
  const sources = (
    await Promise.all(['test', 'libs', 'apps'].map((folder) => typescriptBelow(join(root, folder))))
  ).flat();
  const removing: string[] = [];
  for (const path of sources)
    if (/recursive: true, force: true/.test(await readFile(path, 'utf8')))
      removing.push(path.slice(root.length + 1));
  expect(removing.filter((path) => /\.spec\.ts$|^test\/(?!bench\/)/.test(path)).toSorted()).toEqual([
    'test/acceptance/names-in-clear.spec.ts',
    'test/support/names-in-clear.ts',
  ]);
});

async function typescriptBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => join(folder, name));
}
