import { parentPort } from 'node:worker_threads';
import writeExcelFile, { type Cell as SheetCell } from 'write-excel-file/node';
import type { Cell } from './cell.js';

/**
 * The thread that makes a workbook: the library makes it whole and at once, which would hold everybody else. It takes pages of
 * rows, and answers the bytes when told the name of the sheet.
 */

/** What the thread is sent. */
export type ToWorker = { readonly rows: readonly (readonly Cell[])[] } | { readonly sheet: string };

const DAY_FORMAT = 'yyyy-mm-dd';
/** The first day that every spreadsheet counts alike. */
const FIRST_DAY = '1900-03-01';

const rows: SheetCell[][] = [];

parentPort?.on('message', (message: ToWorker) => {
  if ('rows' in message) {
    for (const cells of message.rows) rows.push(cells.map(sheetCell));
    return;
  }
  const [head = [], ...body] = rows;
  const bold = head.map((cell) => ({ ...(cell as object), fontWeight: 'bold' as const }) as SheetCell);
  const columns = head.map(() => ({ width: 18 }));
  void writeExcelFile([bold, ...body], { sheet: message.sheet, stickyRowsCount: 1, columns })
    .toBuffer()
    .then((bytes) => {
      const whole = new Uint8Array(bytes);
      parentPort?.postMessage(whole, [whole.buffer]);
    });
});

/** A text is a text whatever it begins with: no cell is a formula. A day that is not exact is left to the columns beside it. */
function sheetCell(cell: Cell): SheetCell {
  if (cell === null || cell === '') return null;
  switch (typeof cell) {
    case 'number':
      return { value: cell, type: Number };
    case 'boolean':
      return { value: cell, type: Boolean };
    case 'string':
      return { value: cell, type: String };
    default:
      if (!cell.exact) return null;
      return cell.day < FIRST_DAY
        ? { value: cell.day, type: String }
        : { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: DAY_FORMAT };
  }
}
