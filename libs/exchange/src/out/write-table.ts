import { plain, type Columns } from './cell.js';
import { BYTE_ORDER_MARK, csvLine, separatorOf } from './csv.js';
import { startWorkbook } from './workbook.js';

/** The forms in which a table is written, and what each is called on the web. */
export const TABLE_FORMS = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;
export type TableForm = keyof typeof TABLE_FORMS;

/** A table to write: its columns, its pages as they are read, and the language of its texts. */
export interface WrittenTable<Node> {
  readonly name: string;
  readonly columns: Columns<Node>;
  readonly pages: AsyncIterable<readonly Node[]>;
  readonly language: string;
}

/**
 * Writes a table as it is read: CSV for spreadsheets, a JSON text a line for programs. The first piece comes with the first
 * page. A workbook comes whole, at the end.
 * @throws {WorkbookTooLargeError} before the first piece
 */
export function writeTable<Node>(
  table: WrittenTable<Node>,
  form: TableForm,
): AsyncGenerator<string | Uint8Array> {
  switch (form) {
    case 'csv':
      return csvOf(table);
    case 'jsonl':
      return linesOf(table);
    case 'xlsx':
      return workbookOf(table);
    default:
      return form satisfies never;
  }
}

async function* csvOf<Node>({ columns, pages, language }: WrittenTable<Node>): AsyncGenerator<string> {
  const separator = separatorOf(language);
  let head = BYTE_ORDER_MARK + csvLine(Object.keys(columns), separator);
  for await (const nodes of pages) {
    yield head + nodes.map((node) => csvLine(cellsOf(columns, node, language), separator)).join('');
    head = '';
  }
  if (head !== '') yield head;
}

async function* linesOf<Node>({ columns, pages, language }: WrittenTable<Node>): AsyncGenerator<string> {
  const names = Object.keys(columns);
  for await (const nodes of pages)
    yield nodes
      .map((node) => {
        const cells = cellsOf(columns, node, language).map(plain);
        return `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null])))}\n`;
      })
      .join('');
}

async function* workbookOf<Node>({
  name,
  columns,
  pages,
  language,
}: WrittenTable<Node>): AsyncGenerator<Uint8Array> {
  await using workbook = await startWorkbook(name, Object.keys(columns));
  for await (const nodes of pages) workbook.add(nodes.map((node) => cellsOf(columns, node, language)));
  yield await workbook.finish();
}

function cellsOf<Node>(columns: Columns<Node>, node: Node, language: string) {
  return Object.values(columns).map((of) => of(node, language));
}
