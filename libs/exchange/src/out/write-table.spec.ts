import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readSheet } from 'read-excel-file/node';
import { dateColumns, type Columns } from './cell.js';
import { WorkbookTooLargeError } from './workbook.js';
import { writeTable, type TableForm } from './write-table.js';

interface Node {
  readonly text: string;
  readonly count: number;
  readonly day: string;
  readonly edtf: string;
}

const COLUMNS: Columns<Node> = {
  text: ({ text }, language) => `${text}${language}`,
  count: ({ count }) => count,
  ...dateColumns<Node>('day', ({ day, edtf }) => ({ point: day, earliest: null, latest: day, edtf })),
};
const EXACT = { text: '=1+1 ', count: 3, day: '2025-01-28', edtf: '2025-01-28' };
const BEFORE = { ...EXACT, edtf: '[..2025-01-28]' };
const OLD = { ...EXACT, day: '1867-07-01', edtf: '1867-07-01' };

async function written(form: TableForm, pages: readonly (readonly Node[])[]): Promise<Buffer> {
  const table = { name: 'table', columns: COLUMNS, pages: pagesOf(pages), language: 'en' };
  return buffer(Readable.from(writeTable(table, form), { objectMode: false }));
}

async function* pagesOf(pages: readonly (readonly Node[])[]): AsyncGenerator<readonly Node[]> {
  yield* pages;
}

describe('a table', () => {
  it('has its head where it has no row', async () => {
    expect((await written('csv', [])).toString()).toBe(
      '\uFEFFtext,count,day,dayEarliest,dayLatest,dayEdtf\r\n',
    );
  });

  it('is JSON lines, as it was recorded', async () => {
    expect((await written('jsonl', [[BEFORE], []])).toString()).toBe(
      `{"text":"=1+1 en","count":3,"day":"2025-01-28","dayEarliest":null,"dayLatest":"2025-01-28","dayEdtf":"[..2025-01-28]"}\n`,
    );
  });

  it('is a workbook in which an exact day is one, and what is uncertain or older than its calendar is not', async () => {
    const [, exact, before, old] = await readSheet(await written('xlsx', [[EXACT], [BEFORE, OLD]]));
    const day = new Date('2025-01-28');
    expect(exact).toEqual(['=1+1 en', 3, day, null, day, '2025-01-28']);
    expect(before).toEqual(['=1+1 en', 3, null, null, day, '[..2025-01-28]']);
    expect(old).toEqual(['=1+1 en', 3, '1867-07-01', null, '1867-07-01', '1867-07-01']);
  });

  it('is refused as a workbook that no spreadsheet would open whole, and as a longer one than memory is given for', async () => {
    await expect(written('xlsx', [[{ ...EXACT, text: 'x'.repeat(32_767) }]])).rejects.toMatchObject({
      limit: { limit: 'CELL_CHARACTERS' },
    });
    const many = Array.from({ length: 20_001 }, () => EXACT);
    await expect(written('xlsx', [many])).rejects.toThrow(WorkbookTooLargeError);
  });
});
