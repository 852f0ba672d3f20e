import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEDGER_STREAMS, type Day } from '@entente/domain';
import {
  createImporter,
  openKeptImports,
  publicationQuestionId,
  type ImportFile,
  type Importer,
  type KeptImports,
  type Profile,
} from '@entente/exchange';
import { statusesOf } from '@entente/read-model';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { removeFolder } from '../support/names-in-clear.js';

/**
 * Registers from the field, recorded by their profiles: once, again, stopped on the way, and with faults in them. Of the large
 * one every sixteenth row is recorded; `ENTENTE_TEST_IMPORT_EVERY=1` takes all, which `docs/import.md` shows.
 */
const PATIENCE_MS = 180_000;
const REGISTERS = join(import.meta.dirname, '../registers');
const PUBLISHED: Day = '2025-04-14';
const EVERY = Number(process.env['ENTENTE_TEST_IMPORT_EVERY'] ?? 16);

let made: AssembledLedger;
let folder: string;
let kept: KeptImports;
let importer: Importer;
let esac: Profile;
let header: string;
let rows: readonly string[];
beforeAll(async () => {
  made = await assembleLedger();
  made.assembly.startWorker();
  folder = await mkdtemp(join(tmpdir(), 'entente-test-import-'));
  kept = openKeptImports(folder);
  importer = importerOn(kept);
  const text = await readFile(join(REGISTERS, 'esac_2025-04-14.csv'), 'utf8');
  // No cell of it is longer than a line.
  [header = '', ...rows] = text.split(/\r?\n/).filter((line) => line !== '');
  esac = await kept.profile('esac');
}, PATIENCE_MS);
afterAll(async () => {
  await made?.dispose();
  await removeFolder(folder);
}, PATIENCE_MS);

const importerOn = (imports: KeptImports): Importer =>
  createImporter({
    ...made.assembly,
    kept: imports,
    caller: { actor: 'operator:import' },
    now: () => new Date(),
  });

const fileOf = (lines: readonly string[], name = 'esac.csv'): ImportFile => ({
  name,
  bytes: Buffer.from(`${[header, ...lines].join('\n')}\n`, 'utf8'),
});

/** Every question whether an organisation is another one is answered: it is not. */
async function answered(file: ImportFile, profile: Profile): Promise<Profile> {
  const { questions } = await importer.plan(file, profile);
  const answers = Object.fromEntries(questions.map(({ id }) => [id, 'new']));
  return publishedThen(file, { ...profile, choices: { ...profile.choices, ...answers } });
}

const publishedThen = (file: ImportFile, profile: Profile): Profile => ({
  ...profile,
  choices: { ...profile.choices, [publicationQuestionId(file)]: PUBLISHED },
});

/** Where the ledger's own last event stands; a store may hold more than the ledger's. */
const lastRecorded = async () => (await made.assembly.store.head(LEDGER_STREAMS))?.commit;

async function head(): Promise<bigint> {
  return made.caughtUp();
}

async function inForceOn(ids: readonly string[], validOn: Day): Promise<number> {
  const position = await head();
  const statuses = await made.assembly.readModel.ask((db) => statusesOf(db, ids, { validOn, position }));
  return statuses.filter(({ in_force }) => in_force === 'YES').length;
}

describe('the ESAC registry', () => {
  let file: ImportFile;
  let taken: readonly string[];
  beforeAll(() => {
    taken = rows.filter((_row, index) => index % EVERY === 0);
    file = fileOf(taken);
  });

  it(
    'is recorded by its profile: on each day as many are in force as the file says',
    async () => {
      esac = await answered(file, esac);
      await kept.keep(esac);
      const before = await lastRecorded();
      const plan = await importer.plan(file, esac);
      expect(await lastRecorded()).toBe(before);
      expect(plan.unplaced).toEqual(['country', 'annual_publications', 'url', 'jct_jn', 'jct_inst']);
      expect(plan).toMatchObject({
        faults: [],
        questions: [],
        counts: { toRecord: taken.length, refused: 0 },
      });
      const recorded = await importer.record(plan, file);
      expect(recorded).toEqual({ rows: taken.length, events: plan.counts.events, repeated: 0, faults: [] });
      const ids = plan.rows.map(({ row }) => `esac-${row.key}`);
      for (const day of ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'])
        expect([day, await inForceOn(ids, day)]).toEqual([day, taken.filter(inForceIn(day)).length]);
    },
    PATIENCE_MS,
  );

  it('is known the second time: nothing is recorded, whatever is remembered of the first', async () => {
    const before = await lastRecorded();
    const again = await importer.plan(file, await kept.profile('esac'));
    expect(again.counts).toMatchObject({ toRecord: 0, known: taken.length, events: 0 });
    await importer.record(again, file);
    const forgetful = importerOn(openKeptImports(join(folder, 'elsewhere')));
    const plan = await forgetful.plan(file, esac);
    const some = { ...plan, rows: plan.rows.slice(0, 10) };
    expect(plan).toMatchObject({ faults: [], counts: { toRecord: taken.length, events: 0 } });
    expect(await forgetful.record(some, file)).toMatchObject({ rows: 10, events: 0, faults: [] });
    expect(await lastRecorded()).toBe(before);
  });

  it('goes on where it was when it was stopped between recording a row and remembering it', async () => {
    const others = fileOf(rows.filter((_row, index) => index % 40 === 1));
    const profile = await answered(others, esac);
    const crashing = importerOn({
      ...kept,
      remember: async () => {
        throw new Error('the power is cut');
      },
    });
    const plan = await importer.plan(others, profile);
    await expect(crashing.record(plan, others)).rejects.toThrow('the power is cut');
    let asked = 0;
    const half = await importer.record(await importer.plan(others, profile), others, {
      isStopping: () => (asked += 1) > 20,
    });
    const rest = await importer.record(await importer.plan(others, profile), others);
    expect(half.rows + rest.rows).toBe(plan.counts.toRecord);
    expect(half.repeated).toBeGreaterThan(0);
    const done = await importer.plan(others, profile);
    expect(done.counts).toMatchObject({ known: plan.counts.rows, toRecord: 0 });
  });
});

describe('a newer edition of a file', () => {
  const line = (id: string, start: string, end: string): string =>
    `Maison Neuve,Essailand,Consortium Neuf,1,${start},${end},${id},https://example.org/${id},TRUE,TRUE`;
  const first = editionOf([
    line('e1', '2021-01-01', '2022-12-31'),
    line('e2', '2021-01-01', '2022-12-31'),
    line('e3', '2021-01-01', '2021-12-31'),
  ]);
  const second = editionOf([
    line('e1', '2021-01-01', '2023-12-31'),
    line('e2', '2020-06-01', '2022-12-31'),
    line('e4', '2022-01-01', '2022-12-31'),
  ]);
  const CHOSEN = { 'changed:end': 'fact', 'changed:start': 'correction' };

  function editionOf(lines: readonly string[]): () => ImportFile {
    return () => fileOf(lines);
  }

  it('is compared cell by cell: what is new is recorded, what has changed is asked, what is gone is reported', async () => {
    const profile = { ...esac, profile: 'editions' };
    const before = publishedThen(first(), profile);
    await importer.record(await importer.plan(first(), before), first());
    const asking = publishedThen(second(), before);
    const { questions, counts, warnings } = await importer.plan(second(), asking);
    expect(questions.map(({ id, answers }) => [id, answers])).toEqual([
      ['changed:end', ['fact', 'correction']],
      ['changed:start', ['fact', 'correction']],
    ]);
    expect(counts).toMatchObject({ rows: 3, changed: 2, known: 0, gone: 1 });
    expect(warnings).toMatchObject([{ code: 'ROW_GONE', value: 'e3' }]);

    const chosen = { ...asking, choices: { ...asking.choices, ...CHOSEN } };
    const plan = await importer.plan(second(), chosen);
    expect(plan).toMatchObject({ faults: [], questions: [], counts: { toRecord: 3 } });
    expect(await importer.record(plan, second())).toMatchObject({ rows: 3, repeated: 0, faults: [] });
    expect(await inForceOn(['esac-e1'], '2023-06-01')).toBe(1);
    expect(await inForceOn(['esac-e2'], '2020-07-01')).toBe(1);
    expect(await inForceOn(['esac-e3'], '2021-07-01')).toBe(1);
    const again = await importer.plan(second(), chosen);
    expect(again.counts).toMatchObject({ known: 3, toRecord: 0, events: 0 });
  });

  it('reports a change that the ledger does not take as a correction', async () => {
    const third = fileOf([line('e1', '2021-01-01', '2023-12-31').replace('Maison Neuve', 'Maison Autre')]);
    const profile = {
      ...esac,
      profile: 'editions',
      choices: { ...esac.choices, 'changed:publisher': 'correction' },
    };
    const { faults } = await importer.plan(third, publishedThen(third, profile));
    expect(faults).toMatchObject([{ line: 2, column: 'publisher', ledgerCode: 'FIELD_NOT_RECTIFIABLE' }]);
  });
});

/** Whether a line of the file has a term with a day in it. */
function inForceIn(day: Day): (line: string) => boolean {
  return (line) => {
    const [, from = '', to = ''] = /(\d{4}-\d\d-\d\d)T00:00:00Z,(\d{4}-\d\d-\d\d)T00:00:00Z/.exec(line) ?? [];
    return from <= day && day <= to;
  };
}

describe('a file with faults', () => {
  const good = (id: string, more: Partial<Record<'publisher' | 'start' | 'end', string>> = {}): string => {
    const { publisher = 'Maison Essai', start = '2021-01-01', end = '2022-12-31' } = more;
    return `${publisher},Essailand,Consortium Essai,1,${start},${end},${id},https://example.org/${id},TRUE,TRUE`;
  };

  it('names all nine in one pass, each with its line, and nothing is recorded', async () => {
    const file = fileOf([
      good('n1'),
      good('n2', { start: '01/02/2021' }),
      good('n3', { end: '2021-02-30' }),
      good('n4', { start: '2023-01-01' }),
      good('n1'),
      good(''),
      `${good('n6')},one,more`,
      good('n7', { publisher: '' }),
      good('n8', { end: '9998-12-31' }),
      good('n9', { start: '2099-01-01', end: '2099-12-31' }),
      good('n10', { end: '' }),
    ]);
    const before = await lastRecorded();
    const { faults, counts, questions } = await importer.plan(file, publishedThen(file, esac));
    expect(questions).toEqual([]);
    expect(faults.map(({ line, column, code, ledgerCode }) => [line, column, ledgerCode ?? code])).toEqual([
      [3, 'start_date', 'DATE_UNREAD'],
      [4, 'end_date', 'DATE_UNREAD'],
      [5, 'end_date', 'TERM_INVALID'],
      [6, '{id}', 'KEY_TWICE'],
      [7, '{id}', 'KEY_MISSING'],
      [8, null, 'ROW_UNEVEN'],
      [9, 'publisher', 'VALIDATION_FAILED'],
      [10, 'end_date', 'VALIDATION_FAILED'],
      [11, 'start_date', 'DATE_IN_FUTURE'],
    ]);
    expect(faults.every(({ message }) => message.fr !== '' && message.en !== '')).toBe(true);
    expect(counts).toMatchObject({ rows: 11, refused: 9 });
    expect(await lastRecorded()).toBe(before);
  });
});
