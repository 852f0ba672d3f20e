import { execFile } from 'node:child_process';
import { writeSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { findOnPath } from '../../../../test/support/find-on-path.js';
import { removeFolder } from '../../../../test/support/names-in-clear.js';
import { dateColumns, type Columns } from '../out/cell.js';
import { writeTable, type TableForm } from '../out/write-table.js';
import { openTable } from './table.js';

/** Spreadsheets as people make and open them: by LibreOffice, where it is installed. */
const soffice = findOnPath('soffice', 'libreoffice');
const PATIENCE_MS = 120_000;

/** Text cells, a day, the same day with its time, and a formula whose value is what counts. */
const WRITTEN = [
  ['Numéro', 'Signée le', 'ans'],
  ['Œuvre « à part »', '2025-01-28', '2'],
  ['une ligne,\net une autre; "citée"', '2025-01-28', 'cinq'],
  ['', '1900-03-01', '2.5'],
];

const day = (value: string, shown = value): string =>
  `<table:table-cell table:style-name="day" office:value-type="date" office:date-value="${value}"><text:p>${shown}</text:p></table:table-cell>`;
const text = (...lines: readonly string[]): string =>
  `<table:table-cell office:value-type="string">${lines.map((line) => `<text:p>${line}</text:p>`).join('')}</table:table-cell>`;
const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;

/** The same cells, as LibreOffice keeps a spreadsheet in one file of text. */
const FLAT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" office:version="1.3"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">
<office:automatic-styles>
<number:date-style style:name="dmy"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="dmy"/>
</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Ententes">
${row(...['Numéro', 'Signée le', 'ans'].map((name) => text(name)))}
${row(text('Œuvre « à part »'), day('2025-01-28', '28/01/2025'), '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>')}
${row(text('une ligne,', 'et une autre; "citée"'), day('2025-01-28T23:30:00', '28/01/2025'), '<table:table-cell table:formula="of:=IF(TRUE();&quot;cinq&quot;;&quot;&quot;)" office:value-type="string"><text:p>cinq</text:p></table:table-cell>')}
${row('<table:table-cell/>', day('1900-03-01'), '<table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p></table:table-cell>')}
</table:table></office:spreadsheet></office:body></office:document>`;

/** The same cells by a library: a formula there has no value, so that it is given as its value. */
function byLibrary(): Promise<Buffer> {
  const cell = (value: string, place: number): Cell => {
    if (place === 1 && /^\d/.test(value))
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
    if (place === 2 && /^\d/.test(value)) return { value: Number(value), type: Number };
    return value === '' ? null : { value, type: String };
  };
  return writeExcelFile(
    WRITTEN.map((cells) => cells.map(cell)),
    { sheet: 'Ententes' },
  ).toBuffer();
}

async function readCells(bytes: Buffer) {
  const { columns, sheet, rows } = await openTable(bytes);
  const all: unknown[] = [];
  for await (const one of rows()) all.push('cells' in one ? [...one.cells] : one);
  return { sheet, cells: [[...columns], ...all] };
}

interface Node {
  readonly text: string;
  readonly count: number;
  readonly day: string;
}

const COLUMNS: Columns<Node> = {
  texte: (node) => node.text,
  nombre: ({ count }) => count,
  ...dateColumns<Node>('jour', ({ day: point }) => ({ point, earliest: null, latest: point, edtf: point })),
};
const NODE: Node = { text: "=1+1 été; « l'Œuvre »", count: 3, day: '2025-01-28' };

/** A table as it is exported, in French. */
async function exported(form: TableForm): Promise<Buffer> {
  async function* pages(): AsyncGenerator<readonly Node[]> {
    yield [NODE];
  }
  const table = { name: 'table', columns: COLUMNS, pages: pages(), language: 'fr' };
  return buffer(Readable.from(writeTable(table, form), { objectMode: false }));
}

if (soffice === null) {
  writeSync(2, 'LibreOffice was NOT exercised: no soffice; 3 tests not run.\n');
  // A file without a test fails the run.
  it('is reported as not exercised where it is not installed', () => {
    expect(findOnPath('soffice', 'libreoffice')).toBeNull();
  });
} else {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entente-libreoffice-'));
  });
  afterAll(() => removeFolder(folder));

  /** What LibreOffice makes of a file. */
  async function converted(name: string, bytes: Buffer | string, to: string, ...how: readonly string[]) {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const args = [profile, '--headless', ...how, '--convert-to', to, '--outdir', join(folder, 'made'), file];
    await promisify(execFile)(soffice as string, args);
    const extension = to.split(':')[0] ?? to;
    return readFile(join(folder, 'made', name.replace(/\.\w+$/, `.${extension}`)));
  }

  it(
    'reads a workbook of LibreOffice as it reads one of a library: of a formula its value, of a date its day',
    async () => {
      const made = await converted('flat.fods', FLAT, 'xlsx');
      expect(await readCells(made)).toEqual({ sheet: 'Ententes', cells: WRITTEN });
      expect(await readCells(await byLibrary())).toEqual({ sheet: 'Ententes', cells: WRITTEN });
    },
    PATIENCE_MS,
  );

  it(
    'has its exported workbooks opened with their accents and their days, and a text that is no formula',
    async () => {
      const utf8 = 'csv:Text - txt - csv (StarCalc):44,34,76';
      const made = await converted('table.xlsx', await exported('xlsx'), utf8);
      const [head, first] = made.toString('utf8').trim().split('\n');
      expect(head).toBe('texte,nombre,jour,jourEarliest,jourLatest,jourEdtf');
      expect(first).toBe(`${NODE.text},3,2025-01-28,,2025-01-28,2025-01-28`);
    },
    PATIENCE_MS,
  );

  it(
    'has its exported CSV opened with its accents, its separator and its days, and computes none of it',
    async () => {
      const semicolons = '--infilter=Text - txt - csv (StarCalc):59,34,76';
      const made = await converted('list.csv', await exported('csv'), 'xlsx', semicolons);
      const { cells } = await readCells(made);
      expect(cells).toEqual([
        ['texte', 'nombre', 'jour', 'jourEarliest', 'jourLatest', 'jourEdtf'],
        [`'${NODE.text}`, '3', '2025-01-28', '', '2025-01-28', '2025-01-28'],
      ]);
    },
    PATIENCE_MS,
  );
}
