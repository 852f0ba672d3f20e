import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEDGER_STREAMS, type Day } from '@entente/domain';
import {
  createImporter,
  openKeptImports,
  publicationQuestionId,
  readProfile,
  waysOut,
  type ImportFile,
  type ImportPlan,
  type Importer,
  type KeptImports,
  type Profile,
  type Watched,
} from '@entente/exchange';
import { organizationsIdentified, statusesOf, type Runner } from '@entente/read-model';
import { newestReads } from '@entente/transparency';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { until } from '../support/ledger-process.js';
import { removeFolder } from '../support/names-in-clear.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

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
let runner: Runner;
let kept: KeptImports;
let importer: Importer;
let esac: Profile;
let header: string;
let rows: readonly string[];
beforeAll(async () => {
  made = await assembleLedger();
  ({ runner } = made.assembly.startWorker());
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

async function rowsOf(plan: ImportPlan) {
  const rows = [];
  for await (const row of plan.rows()) rows.push(row);
  return rows;
}

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

/** Ends a recording once some rows are recorded. */
function stoppingAfter(rows: number): Watched {
  let recorded = 0;
  return { onProgress: (done) => (recorded = done), isStopping: () => recorded >= rows };
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
      expect(recorded).toEqual({
        rows: taken.length,
        events: plan.counts.events,
        repeated: 0,
        isWhole: true,
        faults: [],
      });
      const ids = (await rowsOf(plan)).map(({ row }) => `esac-${row.key}`);
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
    expect(plan).toMatchObject({ faults: [], counts: { toRecord: taken.length, events: 0 } });
    const some = await forgetful.record(plan, file, stoppingAfter(10));
    expect(some).toMatchObject({ events: 0, faults: [] });
    expect(some.rows).toBeGreaterThan(0);
    expect(await lastRecorded()).toBe(before);
  });

  it('goes on where it was when it was stopped between recording a row and remembering it', async () => {
    // Agreements of their own: with all rows of the registry recorded, none of those would be left.
    const others = fileOf(
      rows
        .filter((_row, index) => index % 40 === 1)
        .map((line) => line.replace(/(T00:00:00Z,)(\w+)(,https)/, '$1$2-again$3')),
    );
    const profile = await answered(others, esac);
    const crashing = importerOn({
      ...kept,
      remember: async () => {
        throw new Error('the power is cut');
      },
    });
    const plan = await importer.plan(others, profile);
    await expect(crashing.record(plan, others)).rejects.toThrow('the power is cut');
    const half = await importer.record(await importer.plan(others, profile), others, stoppingAfter(5));
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
    const { questions, counts, warnings, changes, unlisted } = await importer.plan(second(), asking);
    expect(questions.map(({ id, answers }) => [id, answers])).toEqual([
      ['changed:end', ['fact', 'correction']],
      ['changed:start', ['fact', 'correction']],
    ]);
    expect(counts).toMatchObject({ rows: 3, changed: 2, known: 0, gone: 1 });
    expect(warnings).toMatchObject([{ code: 'ROW_GONE', column: 'id', value: 'e3' }]);
    expect(changes).toEqual([
      { line: 2, column: 'end_date', before: '2022-12-31', now: '2023-12-31' },
      { line: 3, column: 'start_date', before: '2021-01-01', now: '2020-06-01' },
    ]);
    expect(unlisted.changes).toBe(0);

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

  describe('that names other parties', () => {
    const named = (names: readonly string[]) => (): ImportFile =>
      fileOf(
        names.map((name, index) =>
          line(`q${index + 1}`, '2021-01-01', '2027-12-31').replace('Maison Neuve', name),
        ),
      );
    const FORMER = ['Maison Quartz', 'Maison Rubis', 'Maison Saphir', 'Maison Onyx'];
    const LATER = ['Quartz et Filles', 'Éditions du Rubis', 'Maison Topaze', 'Maison Perle'];
    const ANSWERS = ['rename', 'alias', 'successor', 'correction'];
    const [older, newer] = [named(FORMER), named(LATER)];

    it('asks once for each what it is: a new name, an alias, a successor or a mistake', async () => {
      const profile = { ...esac, profile: 'parties-changed' };
      const before = publishedThen(older(), profile);
      expect(await importer.record(await importer.plan(older(), before), older())).toMatchObject({
        rows: 4,
        faults: [],
      });
      await made.caughtUp();
      const asking = await importer.plan(newer(), before);
      const ids = FORMER.map((was, index) => `party:publisher:${was} → ${LATER[index] ?? ''}`);
      expect(asking.questions.slice(1).map(({ id, answers }) => [id, answers])).toEqual(
        ids.map((id) => [id, ANSWERS]),
      );
      expect(asking.faults).toEqual([]);

      const answers = Object.fromEntries(ids.map((id, index) => [id, ANSWERS[index] ?? '']));
      const answered = { ...before, choices: { ...before.choices, ...answers } };
      const undated = await importer.plan(newer(), answered);
      expect(undated.questions.map(({ kind }) => kind)).toEqual(['publication']);
      const day = { [publicationQuestionId(newer())]: '2026-04-14' };
      const decided = { ...answered, choices: { ...answered.choices, ...day } };
      const plan = await importer.plan(newer(), decided);
      expect(plan).toMatchObject({ faults: [], questions: [], counts: { toRecord: 4, changed: 4 } });
      const [, , renamed, alias] = plan.organizations.map(({ command }) => command);
      const dated = { occurredOn: { edtf: '[2025-04-14..2026-04-14]', basis: 'PRESUMED' } };
      expect(renamed).toMatchObject({
        name: 'renameOrganization',
        input: { name: { text: LATER[0] }, ...dated },
      });
      expect(alias).toMatchObject({ name: 'addOrganizationAlias', input: { alias: { text: LATER[1] } } });
      const commands = (await rowsOf(plan)).map(({ appends }) =>
        appends.flat().map(({ command }) => command),
      );
      expect(commands.map((all) => all.map(({ name }) => name))).toEqual([
        [],
        [],
        ['recordSuccession'],
        ['recordSignature', 'annulRecord', 'rectifyRecord'],
      ]);
      expect(commands[2]?.[0]).toMatchObject({ input: dated });

      expect(await importer.record(plan, newer())).toMatchObject({ rows: 4, faults: [] });
      await made.caughtUp();
      const again = await importer.plan(newer(), decided);
      expect(again).toMatchObject({ questions: [], counts: { known: 4, toRecord: 0, events: 0 } });
      const types = await Promise.all(
        ['q1', 'q3', 'q4'].map(async (id) =>
          (await made.assembly.ledger.reader.read(`agreement-esac-${id}`)).map(
            ({ envelope }) => envelope.type,
          ),
        ),
      );
      expect(types.map((all) => all.slice(5))).toEqual([
        [],
        ['PartnerSucceeded'],
        ['PartnerSigned', 'RecordAnnulled', 'RecordRectified'],
      ]);
    });

    it('knows a name that another organisation has, and changes nothing where the name is known as theirs', async () => {
      const profile = publishedThen(newer(), { ...esac, profile: 'parties-changed' });
      const swapped = named(['Maison Quartz', 'Maison Perle', 'Maison Topaze', 'Maison Perle']);
      const { questions, faults, counts } = await importer.plan(swapped(), publishedThen(swapped(), profile));
      expect(questions.map(({ id, answers }) => [id, answers])).toEqual([
        ['party:publisher:Éditions du Rubis → Maison Perle', ['successor', 'correction']],
      ]);
      expect({ faults, events: counts.events }).toMatchObject({ faults: [] });
    });
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
      [6, 'id', 'KEY_TWICE'],
      [7, 'id', 'KEY_MISSING'],
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

describe('a report that is longer than anybody reads', () => {
  it('counts everything and lists the first 1,000', async () => {
    const row =
      'Maison Longue,Essailand,Consortium Long,1,2021-01-01,2022-12-31,,https://example.org,TRUE,TRUE';
    const file = fileOf(Array.from({ length: 1_100 }, () => row));
    const { faults, counts, unlisted } = await importer.plan(file, publishedThen(file, esac));
    expect([faults.length, faults.at(-1)?.line, unlisted.faults]).toEqual([1_000, 1_001, 100]);
    expect(counts).toMatchObject({ rows: 1_100, refused: 1_100, toRecord: 0 });
  });
});

describe('an agreement that stands on several rows', () => {
  it('is judged as all of them would write it', async () => {
    const profile = readProfile({
      profile: 'parties',
      version: 1,
      title: 'A row for each party',
      source: { kind: 'REGISTER' },
      key: '{number} {party}',
      columns: {
        number: { headers: ['number'] },
        title: { headers: ['title'] },
        party: { headers: ['party'], organization: { lang: 'en' } },
        signed: { headers: ['signed'], dates: ['ISO'] },
      },
      acts: [
        {
          step: 'register',
          command: 'registerAgreement',
          given: ['title'],
          input: {
            agreementId: { $id: 'several-{number}' },
            kind: 'MOU',
            title: [{ text: { $text: '{title}' }, lang: 'en' }],
          },
        },
        {
          step: 'sign',
          command: 'recordSignature',
          input: {
            agreementId: { $id: 'several-{number}' },
            organizationId: { $organization: 'party' },
            occurredOn: { $date: 'signed' },
          },
        },
      ],
    });
    const bytes = Buffer.from(
      [
        'number,title,party,signed',
        '1,Tides,Quorra Tidal,2021-01-01',
        '2,Winds,Quorra Tidal,2021-01-01',
        '1,,Zephyr House,2021-02-01',
        '2,,Zephyr House,2021-02-01',
        '3,,Zephyr House,2021-02-01',
      ].join('\n'),
    );
    const { faults, counts } = await importer.plan({ name: 'parties.csv', bytes }, profile);
    expect(faults.map(({ line, ledgerCode }) => [line, ledgerCode])).toEqual([[6, 'AGREEMENT_NOT_FOUND']]);
    expect(counts).toMatchObject({ toRecord: 4, refused: 1, events: 9 });
  });
});

describe('what a person decides about a file with faults', () => {
  const row = (id: string, years: string, start: string, end: string): string =>
    `Maison Choix,Essailand,Consortium Choix,${years},${start},${end},${id},https://example.org,TRUE,TRUE`;
  const faulty = (): ImportFile =>
    fileOf([
      row('c1', '2', '2021-01-01', '2022-12-31'),
      row('c2', '2', 'le premier', '2022-12-31'),
      row('c3', '5', '2021-01-01', '2022-12-31'),
      row('c4', '2', '2021-01-01', '2021-02-30'),
    ]);
  /** ESAC's, with a column that says how long. */
  const withYears = (profile: string): Profile =>
    readProfile({
      ...esac,
      profile,
      columns: {
        ...esac.columns,
        years: {
          headers: ['annual_publications'],
          patterns: [{ matches: '^(\\d+)$', gives: { duration: 'P$1Y' } }],
        },
      },
      acts: esac.acts.map((act) =>
        act.step === 'term'
          ? { ...act, input: { ...act.input, duration: { $column: 'years', member: 'duration' } } }
          : act,
      ),
    });

  it('is kept, and after a kill too: what a cell is read as, which rule is set aside and why, which row is left out and why', async () => {
    const file = faulty();
    const profile = publishedThen(file, withYears('decided'));
    const plan = await importer.plan(file, profile);
    expect(plan.faults.map(({ line, ledgerCode, code }) => [line, ledgerCode ?? code])).toEqual([
      [3, 'DATE_UNREAD'],
      [4, 'TERM_INCONSISTENT'],
      [5, 'DATE_UNREAD'],
    ]);
    const [unread, longer, bad] = plan.faults.map((one) => waysOut(plan, one));
    const choices = {
      ...profile.choices,
      [String(unread?.read)]: '2021-01-01',
      [String(longer?.override)]: 'Une option de trois ans est comprise.',
      [String(bad?.skip)]: 'Le 30 février n’existe pas.',
    };
    const decided = await importer.plan(file, { ...profile, choices });
    expect(decided).toMatchObject({
      faults: [],
      counts: { rows: 4, toRecord: 3, skipped: 1, refused: 0, gone: 0 },
      skipped: [{ line: 5, code: 'ROW_SKIPPED', message: { fr: expect.stringContaining('30 février') } }],
    });
    const crashing = importerOn({ ...kept, remember: () => Promise.reject(new Error('the power is cut')) });
    await expect(crashing.record(decided, file)).rejects.toThrow('the power is cut');
    const resumed = await importer.plan(file, { ...profile, choices });
    // How many of the rows in flight were recorded before the cut is chance; what is left is recorded, and nothing twice.
    const { events } = resumed.counts;
    expect(resumed).toMatchObject({ faults: [], counts: { toRecord: 3 } });
    expect(events).toBeLessThan(decided.counts.events);
    expect((await importer.plan(file, { ...profile, choices })).counts).toEqual(resumed.counts);
    expect(await importer.record(resumed, file)).toMatchObject({ rows: 3, events, faults: [] });
    const again = await importer.plan(file, { ...profile, choices });
    expect(again.counts).toMatchObject({ known: 3, toRecord: 0, skipped: 1, events: 0 });
  });

  it('is refused to a role that may not record by a command', async () => {
    const file = faulty();
    const limited = createImporter({
      ...made.assembly,
      kept,
      caller: { actor: 'secretariat:t' },
      now: () => new Date(),
      mayRecord: (command) => command !== 'setTerm',
    });
    const { faults } = await limited.plan(file, publishedThen(file, { ...esac, profile: 'limited' }));
    expect(faults.filter(({ code }) => code === 'ROLE_NEEDED').map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });
});

describe('organisations with identifiers', () => {
  const NAMES =
    'publisher,country,organization,annual_publications,start_date,end_date,id,url,jct_jn,jct_inst,ror';
  const row = (publisher: string, id: string, ror: string): string =>
    `${publisher},Essailand,Consortium Identifié,1,2021-01-01,2022-12-31,${id},https://example.org,TRUE,TRUE,${ror}`;
  const listed = (...lines: readonly string[]): ImportFile => ({
    name: 'identified.csv',
    bytes: Buffer.from([NAMES, ...lines].join('\n'), 'utf8'),
  });
  let profile: Profile;
  beforeAll(() => {
    const { columns } = esac;
    profile = readProfile({
      ...esac,
      profile: 'identified',
      columns: {
        ...columns,
        ror: { headers: ['ror'], optional: true },
        publisher: {
          ...columns['publisher'],
          organization: { kind: 'PUBLISHER', lang: 'en', identifiers: { ROR: 'ror' } },
        },
      },
    });
  });
  const planned = async (file: ImportFile, choices: Profile['choices'] = {}) =>
    importer.plan(file, publishedThen(file, { ...profile, choices }));
  const publishers = async (plan: ImportPlan) =>
    (await rowsOf(plan)).map(({ appends }) =>
      appends
        .flat()
        .flatMap(({ command }) => (command.name === 'recordSignature' ? [command.input.organizationId] : []))
        .at(-1),
    );

  it('are the same under another name, another one under another identifier, and asked about when both disagree', async () => {
    const first = listed(
      row('Presses Quasar', 'r1', '0abc1'),
      row('Quasar Publishing', 'r2', '0ABC 1'),
      row('Presses Quasar', 'r3', ''),
      row('Presses Boréales', 'r4', ''),
    );
    const plan = await planned(first);
    expect(plan).toMatchObject({ faults: [], questions: [], counts: { organizations: { toRecord: 3 } } });
    const [one, same, named, other] = await publishers(plan);
    expect([same, named]).toEqual([one, one]);
    expect(other).not.toBe(one);
    expect(await importer.record(plan, first)).toMatchObject({ rows: 4, faults: [] });
    await made.caughtUp();

    const second = listed(
      row('Quasar Verlag', 'r5', '0abc1'),
      row('Presses Boréales', 'r6', '0def2'),
      row('Presses Quasar', 'r7', '0ghi3'),
    );
    const later = await planned(second);
    expect(later.warnings).toMatchObject([
      ...['r1', 'r2', 'r3', 'r4'].map((value) => ({ code: 'ROW_GONE', value })),
      { code: 'ORGANIZATION_NAME_DIFFERS', value: 'Quasar Verlag' },
    ]);
    expect(later.questions.map(({ id, candidates }) => [id, candidates])).toEqual([
      ['organization:Presses Quasar [ROR 0ghi3]', [{ organizationId: one, name: 'Presses Quasar' }]],
    ]);
    const decided = await planned(second, { 'organization:Presses Quasar [ROR 0ghi3]': 'new' });
    expect(decided.questions).toEqual([]);
    expect(await importer.record(decided, second)).toMatchObject({ rows: 3, faults: [] });
    await made.caughtUp();
    const [sameAgain, boreal, another] = await publishers(decided);
    expect([sameAgain, boreal]).toEqual([one, other]);
    expect(another).not.toBe(one);
    const known = await made.assembly.readModel.ask((db) =>
      organizationsIdentified(db, {
        identifiers: [
          { scheme: 'ror', value: '0DEF2' },
          { scheme: 'ror', value: '0ghi3' },
        ],
        ids: [],
      }),
    );
    expect(known.map(({ organizationId }) => organizationId).toSorted()).toEqual([other, another].toSorted());
  });
});

describe('cells that hold several organisations', () => {
  const listed = (...lines: readonly string[]): ImportFile => ({
    name: 'partners.csv',
    bytes: Buffer.from(['Numéro;Partenaire;ROR;Signée le', ...lines].join('\n'), 'utf8'),
  });
  const signers = async (plan: ImportPlan) =>
    (await rowsOf(plan)).map(({ appends }) =>
      appends
        .flat()
        .flatMap(({ command }) => (command.name === 'recordSignature' ? [command.input.organizationId] : [])),
    );

  it('are asked about once; the answer is kept, and each of them signs, with its own identifier', async () => {
    const file = listed(
      'p1;Institut Ambre / Collège Béryl;0amb1 / 0ber2;2021-01-01',
      'p2;Collège Béryl;;2021-02-01',
      'p3;Institut Ambre / Halle Corail;0amb1;2021-03-01',
    );
    const profile = { ...(await kept.profile('agreement-list')), profile: 'several' };
    const choices = { 'setting:institution': 'Maison Dolomie' };
    const asking = await importer.plan(file, { ...profile, choices });
    expect(asking.questions.map(({ id, answers }) => [id, answers])).toEqual([
      ['list:partner', ['/', 'one']],
    ]);
    const parted = { ...profile, choices: { ...choices, 'list:partner': '/' } };
    const plan = await importer.plan(file, parted);
    expect(plan.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 'ROR', 'IDENTIFIERS_OF_LIST'],
    ]);
    const corrected = listed(
      'p1;Institut Ambre / Collège Béryl;0amb1 / 0ber2;2021-01-01',
      'p2;Collège Béryl;;2021-02-01',
      'p3;Institut Ambre / Halle Corail;;2021-03-01',
    );
    const good = await importer.plan(corrected, parted);
    expect(good).toMatchObject({
      faults: [],
      questions: [],
      counts: { toRecord: 3, organizations: { toRecord: 4 } },
    });
    const [[own, amber, beryl] = [], second, third = []] = await signers(good);
    expect(second).toEqual([own, beryl]);
    expect([third.slice(0, 2), third.length]).toEqual([[own, amber], 3]);
    expect(await importer.record(good, corrected)).toMatchObject({ rows: 3, faults: [] });
    await made.caughtUp();
    const identified = await made.assembly.readModel.ask((db) =>
      organizationsIdentified(db, {
        identifiers: ['0amb1', '0ber2'].map((value) => ({ scheme: 'ROR', value })),
        ids: [],
      }),
    );
    expect(identified.map(({ organizationId }) => organizationId).toSorted()).toEqual(
      [amber, beryl].toSorted(),
    );
    const again = await importer.plan(corrected, parted);
    expect(again.counts).toMatchObject({ known: 3, toRecord: 0, events: 0 });

    // A list in another order says the same; one name of it has changed.
    const newer = listed(
      'p1;Collège Béryl / Institut Jade;;2021-01-01',
      'p2;Collège Béryl;;2021-02-01',
      'p3;Halle Corail / Institut Ambre;;2021-03-01',
    );
    const { questions, counts } = await importer.plan(newer, parted);
    expect(questions.map(({ id }) => id)).toEqual(['party:partner:Institut Ambre → Institut Jade']);
    expect(counts).toMatchObject({ known: 2, changed: 1 });
    const renamed = publishedThen(newer, {
      ...parted,
      choices: { ...parted.choices, 'party:partner:Institut Ambre → Institut Jade': 'rename' },
    });
    const later = await importer.plan(newer, renamed);
    expect(later).toMatchObject({ faults: [], questions: [], counts: { toRecord: 1 } });
    expect(later.organizations.map(({ command }) => command)).toMatchObject([
      { name: 'renameOrganization', input: { organizationId: amber, name: { text: 'Institut Jade' } } },
    ]);
    expect(await importer.record(later, newer)).toMatchObject({ rows: 1, faults: [] });
    await made.caughtUp();
    expect((await importer.plan(newer, renamed)).counts).toMatchObject({ known: 3, toRecord: 0, events: 0 });
  });
});

describe('a workbook', () => {
  it('is the source itself, kept as it is: a fact cites its sheet and row', async () => {
    const bytes = await readFile(join(import.meta.dirname, '../../libs/exchange/src/table/workbook.xlsx'));
    const workbook = { name: 'liste.xlsx', bytes };
    const profile = readProfile({
      profile: 'workbook',
      version: 1,
      title: 'A workbook',
      source: { kind: 'REGISTER' },
      key: '{nom}',
      columns: { nom: { headers: ['nom'] }, jour: { headers: ['jour'], dates: ['ISO', 'SERIAL'] } },
      acts: [
        {
          step: 'register',
          command: 'registerAgreement',
          input: {
            agreementId: { $id: 'wb-{nom}' },
            kind: 'MOU',
            title: [{ text: { $text: '{nom}' }, lang: 'fr' }],
          },
        },
      ],
    });
    const plan = await importer.plan(workbook, profile);
    const cited = (await rowsOf(plan)).map(
      ({ appends }) => (appends[0]?.[0]?.command.input as { evidence: unknown } | undefined)?.evidence,
    );
    const sourceId = `import-${plan.sha256.slice(0, 24)}`;
    expect(cited).toEqual(
      [2, 4].map((line) => [
        { sourceId, lines: { from: line, to: line }, note: expect.stringMatching(/^Feuille \/ Sheet: ./) },
      ]),
    );
    expect(await importer.record(plan, workbook)).toMatchObject({ rows: 2, faults: [] });
    const kept_ = await made.assembly.files.open(plan.sha256);
    expect(kept_).toEqual({ state: 'OPENED', bytes });
  });
});

describe('the import by the API', () => {
  let served: ServedLedger;
  let tokens: Readonly<Record<string, string>>;
  beforeAll(async () => {
    served = await serveLedger(made.assembly, { runner, role: 'secretariat', dataDir: folder });
    const others = (['auditor', 'dashboard'] as const).map(async (role) => {
      const { token } = await served.access.createToken({ role, name: role });
      return [role, token] as const;
    });
    tokens = Object.fromEntries(await Promise.all(others));
  }, PATIENCE_MS);
  afterAll(() => served?.close());

  const send = async (path: string, method: 'GET' | 'POST', body?: string, token = served.token) => {
    const response = await fetch(`${served.url}/imports${path}`, {
      method,
      headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, answer: (await response.json()) as Answered };
  };
  const settled = async (id: string): Promise<Answered> => {
    let found: Answered = {};
    await until('the import rests', async () => {
      found = (await send(`/${id}`, 'GET')).answer;
      return !['PLANNING', 'RECORDING'].includes(found.phase ?? '');
    });
    return found;
  };
  interface Answered {
    readonly id?: string;
    readonly phase?: string;
    readonly rows?: number;
    readonly done?: number;
    readonly report?: ImportPlan & { readonly open: boolean };
    readonly recorded?: { readonly rows: number; readonly events: number };
    readonly errors?: readonly { readonly extensions: { readonly code: string; readonly details: object } }[];
  }
  const text = (...lines: readonly string[]) => [header, ...lines].join('\n');
  const line = (id: string, start: string) =>
    `Maison Api,Essailand,Consortium Api,1,${start},2022-12-31,${id},https://example.org,TRUE,TRUE`;

  it('asks, rehearses, records and knows the file again, as the command line does', async () => {
    const body = text(line('a1', '2021-01-01'), line('a2', '2021-02-31'));
    const taken = await send('?name=..%2Fliste.csv', 'POST', body);
    expect(taken).toMatchObject({ status: 201, answer: { phase: 'SENT', rows: 2, file: 'liste.csv' } });
    const id = String(taken.answer.id);
    const wanted = (choices: Readonly<Record<string, string>>) =>
      JSON.stringify({ profile: 'esac', choices });
    expect((await send(`/${id}/record`, 'POST')).status).toBe(409);

    expect((await send(`/${id}/plan`, 'POST', wanted({}))).status).toBe(202);
    const first = await settled(id);
    const newest = { before: Number.MAX_SAFE_INTEGER, since: null, until: null, limit: 1 };
    expect(await newestReads(made.assembly.writerPool, newest)).toMatchObject([
      { way: 'import', what: [made.assembly.reads.digestOf({ kind: 'DOCUMENT', id })] },
    ]);
    expect(first.report).toMatchObject({
      open: true,
      counts: { rows: 2, toRecord: 1, refused: 1 },
      questions: [{ id: `publication:${id}` }],
      faults: [{ line: 3, code: 'DATE_UNREAD', ways: { read: 'read:start:2021-02-31' } }],
    });
    const csv = await fetch(`${served.url}/imports/${id}/refused.csv?lang=fr`, {
      headers: { authorization: `Bearer ${served.token}` },
    });
    expect(await csv.text()).toContain('3;start_date;2021-02-31;DATE_UNREAD;');
    await send(`/${id}/record`, 'POST');
    expect(await settled(id)).toMatchObject({ phase: 'PLANNED', done: 0 });

    const choices = { [`publication:${id}`]: PUBLISHED, 'read:start:2021-02-31': '2021-02-28' };
    await send(`/${id}/plan`, 'POST', wanted(choices));
    expect((await settled(id)).report).toMatchObject({ open: false, counts: { toRecord: 2 } });
    expect((await send(`/${id}/record`, 'POST')).status).toBe(202);
    const done = await settled(id);
    expect(done).toMatchObject({ phase: 'DONE', done: 2, recorded: { rows: 2 } });
    expect(done.recorded?.events).toBe(done.report?.counts.events);
    expect((await send('?name=other.csv', 'POST', body)).answer.phase).toBe('DONE');
    await send(`/${id}/plan`, 'POST', wanted({}));
    expect((await settled(id)).report?.counts).toMatchObject({ known: 2, toRecord: 0, events: 0 });
  });

  it('lists the profiles, and takes one that is written for a list', async () => {
    const { answer } = await send('/profiles', 'GET');
    expect(answer).toMatchObject(
      expect.arrayContaining(['esac', 'mou-register'].map((profile) => expect.objectContaining({ profile }))),
    );
    const own = JSON.stringify({ ...esac, profile: 'du-bureau', choices: { 'days:start': 'DMY' } });
    expect((await send('/profiles', 'POST', own)).status).toBe(201);
    const versions = '/profiles/du-bureau/versions';
    expect((await send(versions, 'GET')).answer).toEqual([]);
    const keptAs = await send(versions, 'POST', JSON.stringify({ name: 'Jour d’abord' }));
    expect(keptAs).toMatchObject({ status: 201, answer: { version: 2, name: 'Jour d’abord' } });
    expect((await send(versions, 'GET')).answer).toMatchObject([{ version: 2, name: 'Jour d’abord' }]);
    expect((await send(versions, 'POST', '{"name":" "}')).status).toBe(400);
    expect((await send('/profiles/..%2Fx.yaml/versions', 'GET')).status).toBe(400);
    const wrong = await send('/profiles', 'POST', 'profile: x');
    expect(wrong).toMatchObject({
      status: 400,
      answer: { errors: [{ extensions: { details: { problem: 'IMPORT_PROFILE' } } }] },
    });
  });

  it('is refused to who may not record, to what is no list, and below a name that is no profile', async () => {
    const statuses = [];
    for (const token of ['', tokens['auditor'], tokens['dashboard']])
      for (const [path, method] of [
        ['', 'POST'],
        ['', 'GET'],
        ['/profiles', 'GET'],
        ['/profiles/esac/versions', 'GET'],
      ] as const)
        statuses.push((await send(path, method, method === 'POST' ? 'a,b' : undefined, token)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 403, 403, 403, 403, 403, 403, 403, 403]);
    const binary = await send('?name=x.xlsx', 'POST', 'PK\u0003\u0004 no workbook');
    expect(binary).toMatchObject({
      status: 415,
      answer: { errors: [{ extensions: { details: { problem: 'IMPORT_FILE' } } }] },
    });
    const { id } = (await send('?name=y.csv', 'POST', text(line('a9', '2021-01-01')))).answer;
    const outside = JSON.stringify({ profile: '../../etc/passwd.yaml', choices: {} });
    expect((await send(`/${id}/plan`, 'POST', outside)).status).toBe(400);
    expect((await send(`/${'0'.repeat(64)}`, 'GET')).status).toBe(404);
  });
});
