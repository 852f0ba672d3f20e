import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day } from '@entente/domain';
import { createImporter, openKeptImports, type ImportPlan, type Recorded } from '@entente/exchange';
import { statusesOf } from '@entente/read-model';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { removeFolder } from '../support/names-in-clear.js';

interface Row {
  readonly n: number;
  readonly partner: string;
  readonly signed: string;
  readonly duration: string;
}

const FILE = join(import.meta.dirname, '../registers/mou-register.json');
const ROWS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Row[];
const PATIENCE_MS = 120_000;

/** Its years; null for what has no end that anybody could name: open, automatic, not said. */
function yearsOf({ duration }: Row): number | null {
  const [, years] = /^(?:Initially (?:for )?)?(\d+) years?$/i.exec(duration) ?? [];
  return years === undefined ? null : Number(years);
}

/** A register of 64 agreements that says when each was signed and for how long, never until when. */
describe('a register of agreements with a duration and no end, recorded by its profile as two signatures, an entry and a term', () => {
  let made: AssembledLedger;
  let folder: string;
  let unanswered: ImportPlan;
  let plan: ImportPlan;
  let recorded: Recorded;
  let again: ImportPlan;
  let position: bigint;

  beforeAll(async () => {
    made = await assembleLedger();
    made.assembly.startWorker();
    folder = await mkdtemp(join(tmpdir(), 'entente-test-register-'));
    const kept = openKeptImports(folder);
    const importer = createImporter({
      ...made.assembly,
      kept,
      caller: { actor: 'operator:import' },
      now: () => new Date(),
    });
    const file = { name: 'register.json', bytes: readFileSync(FILE) };
    const profile = await kept.profile('mou-register');
    unanswered = await importer.plan(file, profile);
    const choices = Object.fromEntries(unanswered.questions.map(({ id }) => [id, 'new']));
    const answered = {
      ...profile,
      choices: { ...profile.choices, ...choices, 'setting:institution': 'The institute' },
    };
    plan = await importer.plan(file, answered);
    recorded = await importer.record(plan, file);
    again = await importer.plan(file, answered);
    position = await made.caughtUp();
  }, PATIENCE_MS);
  afterAll(async () => {
    await made?.dispose();
    await removeFolder(folder);
  }, PATIENCE_MS);

  const withEnd = ROWS.filter((row) => yearsOf(row) !== null);
  /** One row has no day of signing: nothing is known of it. */
  const dated = ROWS.filter(({ signed }) => signed !== '');
  const on = (rows: readonly Row[], validOn: Day) =>
    made.assembly.readModel.ask((db) =>
      statusesOf(
        db,
        rows.map(({ n }) => `mou-${n}`),
        { validOn, position },
      ),
    );

  it('is imported by its profile once somebody said whose it is, and again without an event', () => {
    expect(unanswered.questions.map(({ kind }) => kind)).toContain('setting');
    expect(plan).toMatchObject({
      faults: [],
      questions: [],
      unplaced: ['country'],
      counts: { toRecord: 64 },
    });
    expect(recorded).toMatchObject({ rows: 64, events: plan.counts.events, faults: [] });
    expect(again.counts).toMatchObject({ known: 64, toRecord: 0, events: 0 });
  });

  it('has 54 of which the end follows', () => {
    expect([ROWS.length, withEnd.length]).toEqual([64, 54]);
  });

  it.each([
    ['2013-01-01', 5, 53],
    ['2018-01-01', 16, 39],
    ['2021-10-13', 40, 14],
    ['2024-01-01', 21, 33],
    ['2026-11-27', 1, 53],
  ])('on %s has %i of them in force, and %i of all that have a day surely not', async (day, yes, no) => {
    const ofThem = await on(withEnd, day);
    const ofAll = await on(dated, day);
    expect({
      yes: ofThem.filter(({ in_force }) => in_force === 'YES').length,
      no: ofAll.filter(({ in_force }) => in_force === 'NO').length,
    }).toEqual({ yes, no });
  });

  it('says of none of the others that it has expired', async () => {
    const others = await on(
      ROWS.filter((row) => yearsOf(row) === null),
      '2026-11-27',
    );
    expect(others).toHaveLength(10);
    expect(others.map(({ status }) => status)).not.toContain('EXPIRED');
  });
});
