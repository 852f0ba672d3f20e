import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilesUnavailableError } from '@entente/ledger';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import type { Importer } from '../importer.js';
import { openKeptImports } from '../kept/kept.js';
import type { ImportPlan } from '../plan/plan.js';
import type { Recorded } from '../record/record.js';
import {
  createImports,
  ImportBusyError,
  ImportNotPlannedError,
  type ImportingCaller,
  type Imports,
} from './imports.js';
import { openKeptRuns } from './kept-runs.js';
import type { ImportRun } from './run.js';

const CALLER: ImportingCaller = { actor: 'secretariat:t', mayRecord: () => true };
const BYTES = Buffer.from('id,publisher\n1,A\n2,B\n3,C\n4,D\n');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-test-runs-'));
});
afterEach(() => removeFolder(folder));

/** Imports of a ledger that records a row each time that `next` is called; what it holds outlives a process. */
function imports(ledger: { recorded: number; fails?: boolean; filesAreAway?: boolean }) {
  const waiting: (() => void)[] = [];
  const nothing = { faults: [], questions: [], warnings: [], skipped: [], columns: [], unplaced: [] };
  const importer: Importer = {
    plan: async (file) => {
      const left = 4 - ledger.recorded;
      const counts = { rows: 4, toRecord: left, events: left * 2 };
      return {
        ...nothing,
        counts,
        sha256: file.name,
      } as unknown as ImportPlan;
    },
    record: async (plan, _file, { isStopping = () => false, onProgress } = {}): Promise<Recorded> => {
      if (ledger.fails) throw new Error('the power is cut');
      let rows = 0;
      while (rows < plan.counts.toRecord && !isStopping()) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        rows += 1;
        ledger.recorded += 1;
        onProgress?.(rows, plan.counts.toRecord);
      }
      return { rows, events: rows * 2, repeated: 0, isWhole: rows === plan.counts.toRecord, faults: [] };
    },
  };
  const errors: unknown[] = [];
  const givenUp: string[] = [];
  const made = createImports({
    importerFor: () => importer,
    kept: openKeptImports(join(folder, 'import')),
    runs: openKeptRuns(join(folder, 'runs')),
    files: { keep: async () => 'a'.repeat(64) },
    open: async () => {
      if (ledger.filesAreAway) throw new FilesUnavailableError('s3://files', 'ECONNREFUSED', false);
      return { state: 'OPENED', bytes: BYTES };
    },
    giveUp: async (id) => givenUp.push(id),
    caughtUp: async () => {},
    onError: (error) => errors.push(error),
    now: () => new Date(0),
  });
  const row = async (): Promise<void> => {
    const { done } = await made.run('a'.repeat(64));
    await when(async () => waiting.length > 0);
    waiting.shift()?.();
    await when(async () => (await made.run('a'.repeat(64))).done > done);
  };
  return { made, row, errors, givenUp };
}

/** Waits for a condition that nothing but other work stands before. */
async function when(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
async function settled(made: Imports, id: string): Promise<ImportRun> {
  await when(async () => !['PLANNING', 'RECORDING'].includes((await made.run(id)).phase));
  return made.run(id);
}
async function planned({ made }: ReturnType<typeof imports>): Promise<string> {
  const { id } = await made.take({ name: 'list.csv', bytes: BYTES });
  await made.plan(id, { profile: 'esac', choices: {} }, CALLER);
  expect(await settled(made, id)).toMatchObject({ phase: 'PLANNED', done: 0, of: 4 });
  return id;
}

it('says that its file cannot be had for now, and can be rehearsed again', async () => {
  const ledger = { recorded: 0, filesAreAway: true };
  const { made, errors } = imports(ledger);
  const { id } = await made.take({ name: 'list.csv', bytes: BYTES });
  await made.plan(id, { profile: 'esac', choices: {} }, CALLER);
  expect(await settled(made, id)).toMatchObject({
    phase: 'SENT',
    problem: {
      fr: expect.stringContaining('stockage') as string,
      en: expect.stringContaining('storage') as string,
    },
  });
  expect(errors).toEqual([]);
  ledger.filesAreAway = false;
  await made.plan(id, { profile: 'esac', choices: {} }, CALLER);
  expect(await settled(made, id)).toMatchObject({ phase: 'PLANNED' });
});

it('pauses before the next row, and goes on from there: what it recorded is one report', async () => {
  const here = imports({ recorded: 0 });
  const id = await planned(here);
  await here.made.record(id, CALLER);
  await here.row();
  await here.made.pause(id);
  await here.row();
  expect(await settled(here.made, id)).toMatchObject({ phase: 'PAUSED', done: 2, of: 4 });
  await here.made.record(id, CALLER);
  await here.row();
  await here.row();
  expect(await settled(here.made, id)).toMatchObject({
    phase: 'DONE',
    done: 4,
    recorded: { rows: 4, events: 8 },
  });
});

it('says after a kill how far it was', async () => {
  const ledger = { recorded: 0 };
  const killed = imports(ledger);
  const id = await planned(killed);
  await killed.made.record(id, CALLER);
  await killed.row();
  await killed.row();
  const after = imports(ledger).made;
  await when(async () => (await after.run(id)).done > 0);
  expect(await after.run(id)).toMatchObject({ phase: 'PAUSED', of: 4 });
  await killed.row();
  await killed.row();
  await settled(killed.made, id);
});

it('is given up once it is paused, and not before; the rest can be rehearsed again', async () => {
  const here = imports({ recorded: 0 });
  const id = await planned(here);
  expect(await here.made.giveUp(id)).toMatchObject({ phase: 'PLANNED' });
  await here.made.record(id, CALLER);
  await here.row();
  await here.made.pause(id);
  await here.row();
  await settled(here.made, id);
  expect(await here.made.giveUp(id)).toMatchObject({ phase: 'GIVEN_UP', done: 2, of: 4 });
  expect(here.givenUp).toEqual([id]);
  await here.made.plan(id, { profile: 'esac', choices: {} }, CALLER);
  expect(await settled(here.made, id)).toMatchObject({ phase: 'PLANNED', done: 0, of: 2 });
});

it('is paused when its process is gone, and another one goes on', async () => {
  const ledger = { recorded: 0 };
  const first = imports(ledger);
  const id = await planned(first);
  await first.made.record(id, CALLER);
  await first.row();
  // Of the first nothing more is heard.
  const second = imports(ledger);
  expect(await second.made.run(id)).toMatchObject({ phase: 'PAUSED' });
  await second.made.record(id, CALLER);
  for (let rows = 1; rows < 4; rows += 1) await second.row();
  expect(await settled(second.made, id)).toMatchObject({ phase: 'DONE', recorded: { rows: 4, events: 8 } });
});

it('does one thing at a time, records nothing that was not rehearsed, and says why it stopped', async () => {
  const ledger = { recorded: 0, fails: true };
  const here = imports(ledger);
  const { id } = await here.made.take({ name: 'list.csv', bytes: BYTES });
  await expect(here.made.record(id, CALLER)).rejects.toThrow(ImportNotPlannedError);
  await planned(here);
  await here.made.record(id, CALLER);
  await expect(here.made.record(id, CALLER)).rejects.toThrow(ImportBusyError);
  const stopped = await settled(here.made, id);
  expect(stopped).toMatchObject({ phase: 'PAUSED', problem: { fr: expect.stringContaining('erreur') } });
  expect(here.errors).toHaveLength(1);
  await here.made.stop();
  await expect(here.made.record(id, CALLER)).rejects.toThrow(ImportBusyError);
});
