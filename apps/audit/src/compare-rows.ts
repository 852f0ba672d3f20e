import { compareStream, type Difference, type StoredRow } from '@entente/replay';
import { finding, type Finding, type FindingCode } from './findings.js';
import { LARGEST, type Folder } from './folder.js';
import { replayed, type ReadLog } from './replay-bundle.js';

/** What comparing came to. */
export interface Compared {
  readonly findings: readonly Finding[];
  readonly streams: number;
  readonly rows: number;
  /** Subjects of which something was not replayed, and why. */
  readonly notReplayed: readonly string[];
}

/** The rows of a stream's subject, as a bundle has them. */
interface RowsOfStream {
  readonly stream: string;
  readonly rows: readonly StoredRow[];
}

/** As many differences as are kept. */
const MOST = 1_000;

/** Compares every row of the read model that a bundle holds with what its log says. */
export function compareRows(folder: Folder, log: ReadLog): Compared {
  const files = folder.list('readmodel');
  if (files.length === 0) return nothing([finding('FILE_MISSING', 'readmodel')]);
  const findings: Finding[] = [];
  const notReplayed: string[] = [];
  const left = new Set(log.streams.keys());
  let [streams, rows, size] = [0, 0, 0];
  for (const file of files) {
    const path = `readmodel/${file}`;
    const read = rowsIn(folder.read(path, LARGEST.rows)?.toString('utf8') ?? '');
    if (!read) return nothing([finding('UNREADABLE', path)]);
    size = read.size;
    for (const one of read.streams) {
      left.delete(one.stream);
      streams += 1;
      rows += one.rows.length;
      take(one);
    }
  }
  // A subject that the log speaks of and that has no rows at all.
  for (const stream of left) take({ stream, rows: [] });
  return { findings, streams, rows, notReplayed };

  function take({ stream, rows: stored }: RowsOfStream): void {
    const said = replayed(log, stream, size) ?? { statements: [], notReplayed: [] };
    for (const { tables, because } of said.notReplayed)
      notReplayed.push(`${stream} (${tables.join(', ')}): ${because}`);
    for (const one of compareStream(said, stored))
      if (findings.length < MOST) findings.push(found('ROW_DIFFERS', stream, one, log));
  }
}

/** A difference as a finding: which row, which field, what the log says and what the other. */
export function found(
  code: FindingCode & ('ROW_DIFFERS' | 'ANSWER_DIFFERS'),
  stream: string,
  { table, key, day, problem, field, byLog, byRow, event }: Difference,
  log: Pick<ReadLog, 'indexOf'>,
): Finding {
  const row = `${stream}: ${table}${key === '' ? '' : ` [${key}]`}`;
  const on = day === null ? '' : ` on ${day}`;
  const index = log.indexOf(event);
  if (problem === 'EXTRA')
    return finding(code, `${row}${on}: the log says nothing of it; there is ${JSON.stringify(byRow)}`, index);
  if (problem === 'MISSING')
    return finding(code, `${row}${on}: it is missing; the log says ${JSON.stringify(byLog)}`, index);
  const says = `the log says ${JSON.stringify(byLog)}, not ${JSON.stringify(byRow)}`;
  return finding(code, `${row}, ${String(field)}${on}: ${says}`, index);
}

function nothing(findings: readonly Finding[]): Compared {
  return { findings, streams: 0, rows: 0, notReplayed: [] };
}

function rowsIn(text: string): { readonly size: number; readonly streams: readonly RowsOfStream[] } | null {
  try {
    const [head, ...streams] = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly size?: number } & RowsOfStream);
    if (typeof head?.size !== 'number' || !streams.every(isRows)) return null;
    return { size: head.size, streams };
  } catch {
    return null;
  }
}

function isRows({ stream, rows }: RowsOfStream): boolean {
  return (
    typeof stream === 'string' &&
    Array.isArray(rows) &&
    rows.every(
      (one: unknown) =>
        typeof one === 'object' &&
        one !== null &&
        'table' in one &&
        'row' in one &&
        typeof one.row === 'object' &&
        one.row !== null,
    )
  );
}
