import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableRow, UnevenRow } from './rows.js';
import { openTable } from './table.js';

/** A file with all its rows. */
async function readTable(bytes: Buffer) {
  const table = await openTable(bytes);
  const all: (TableRow | UnevenRow)[] = [];
  for await (const row of table.rows()) all.push(row);
  const faults = all.flatMap((row) => ('uneven' in row ? [row.uneven] : []));
  return { ...table, rows: all.filter((row) => 'cells' in row), faults };
}

const TEXT = 'nom,signée le\nUniversité «Œuvre»,2025-01-28\n';
const cellsOf = async (bytes: Buffer): Promise<readonly (readonly string[])[]> =>
  (await readTable(bytes)).rows.map(({ cells }) => cells);
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

it.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16 the other way round', swapped(`\ufeff${TEXT}`)],
  ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
  ['Windows-1252', Buffer.from(TEXT.replace('Œ', '\u008c'), 'latin1')],
])('reads %s', async (_encoding, bytes) => {
  const { columns, rows, format } = await readTable(bytes);
  expect({ format, columns }).toEqual({ format: 'CSV', columns: ['nom', 'signée le'] });
  expect(rows).toEqual([{ line: 2, lastLine: 2, cells: ['Université «Œuvre»', '2025-01-28'] }]);
});

it.each([',', ';', '\t', '|'])(
  'finds the separator «%s», also where cells hold others',
  async (separator) => {
    const lines = [
      ['a', 'b', 'c'],
      ['"x, y; z | \t"', '2', '3'],
      ['4', '5', '6'],
    ].map((cells) => cells.join(separator));
    expect(await cellsOf(Buffer.from(lines.join('\r\n')))).toEqual([
      ['x, y; z | \t', '2', '3'],
      ['4', '5', '6'],
    ]);
  },
);

it('knows the lines of each row, where cells have several and lines are blank', async () => {
  const { rows, faults } = await readTable(Buffer.from('a,b\n"one\ntwo",1\n\n,\nlast,2\nshort\n'));
  expect(rows.map(({ line, lastLine }) => [line, lastLine])).toEqual([
    [2, 3],
    [6, 6],
  ]);
  expect(faults).toMatchObject([{ line: 7, code: 'ROW_UNEVEN' }]);
});

it('reads characters, cells and lines that stand across the pieces in which a large file is decoded', async () => {
  const long = 'é'.repeat(40_000);
  const csv = await readTable(Buffer.from(`a,b\n"${long}\n${long}",2\nœ,4\n`));
  expect(csv.rows).toEqual([
    { line: 2, lastLine: 3, cells: [`${long}\n${long}`, '2'] },
    { line: 4, lastLine: 4, cells: ['œ', '4'] },
  ]);
  const json = await readTable(Buffer.from(`{"a":"${long}"}\n{"a":"${long}œ"}\n`));
  expect(json.rows.map(({ line, cells }) => [line, cells])).toEqual([
    [1, [long]],
    [2, [`${long}œ`]],
  ]);
});

it('reads JSON lines and a list of objects', async () => {
  const rows = [
    ['1', '', 'x / y'],
    ['2', 'true', ''],
  ];
  expect(await cellsOf(Buffer.from('{"n":1,"list":["x","y"]}\n\n{"n":2,"ok":true}\n'))).toEqual([
    ['1', 'x / y', ''],
    ['2', '', 'true'],
  ]);
  expect(await cellsOf(Buffer.from('[{"n":1,"ok":null,"list":["x","y"]},{"n":2,"ok":true}]'))).toEqual(rows);
});

/** Its sheet: a day shown as one, a formula (1+1), an empty row, the same day shown as a number. */
it('reads the first sheet of a workbook: of a formula its value, of a date its day', async () => {
  const { format, columns, rows } = await readTable(readFileSync(join(import.meta.dirname, 'workbook.xlsx')));
  expect({ format, columns }).toEqual({ format: 'XLSX', columns: ['nom', 'jour', 'n'] });
  expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [2, 'Un', '2025-01-28', '2'],
    [4, 'Deux', '45685', ''],
  ]);
});

it('does not unpack a workbook that says it is far larger than its file', async () => {
  const bytes = readFileSync(join(import.meta.dirname, 'workbook.xlsx'));
  const directory = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16);
  bytes.writeUInt32LE(2_000_000_000, directory + 24);
  await expect(readTable(bytes)).rejects.toThrow('unpacks to too much');
});

it.each([
  ['a quote that does not close', 'a,b\n"x,1\n'],
  ['a line that is not JSON', '{"a":1}\n{"a":\n'],
  ['a line that is not an object', '{"a":1}\n7\n'],
  ['an archive that is not a workbook', 'PK\u0003\u0004 and then nothing'],
  ['nothing', ''],
])('refuses %s', async (_what, text) => {
  await expect(readTable(Buffer.from(text))).rejects.toMatchObject({ fault: { code: 'FILE_UNREADABLE' } });
});
