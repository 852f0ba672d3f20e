import { fault, type Fault } from '../phrases.js';
import type { Profile } from '../profile/profile.js';
import type { TableRow, UnevenRow } from '../table/rows.js';

/**
 * What people decide beside the questions, kept with the profile like their answers: which header is a column, what a cell is read
 * as, which rows of a file are left out, and which rules are set aside for one.
 */
type Choices = Profile['choices'];

/** The id of the choice which header a column of the profile has. */
export function columnChoice(column: string): string {
  return `column:${column}`;
}

/** The id of the choice as what a value of a column is read: another value, or nothing. */
export function readingChoice(column: string, written: string): string {
  return `read:${column}:${written.replace(/\s+/gu, ' ').trim()}`;
}

/** The id of the choice to leave a row of a file out; the answer is the reason. */
export function skipChoice(hash: string, line: number): string {
  return `skip:${hash.slice(0, 12)}:${line}`;
}

/** The id of the choice to set a rule aside for a row of a file, or for all of its rows; the answer is the reason. */
export function overrideChoice(hash: string, rule: string, line: number | null): string {
  return `override:${hash.slice(0, 12)}:${line ?? 'all'}:${rule}`;
}

/** A rule that is set aside, and why. */
export interface Override {
  readonly rule: string;
  readonly reason: string;
}

/** The rules that somebody set aside for the rows of a file, by line. */
export function setAsideIn(choices: Choices, hash: string): (line: number) => readonly Override[] {
  const lines = new Map<string, Override[]>();
  const before = `override:${hash.slice(0, 12)}:`;
  for (const [id, reason] of Object.entries(choices)) {
    const [line = '', rule] = id.startsWith(before) ? id.slice(before.length).split(':') : [];
    if (rule === undefined || reason.trim() === '') continue;
    lines.set(line, [...(lines.get(line) ?? []), { rule, reason }]);
  }
  return (line) => {
    const own = lines.get(String(line)) ?? [];
    const forAll = (lines.get('all') ?? []).filter(({ rule }) => !own.some((one) => one.rule === rule));
    return [...own, ...forAll];
  };
}

/** A row that somebody left out, with the reason; null where nobody did. */
export function skippedRow(row: TableRow | UnevenRow, hash: string, choices: Choices): Fault | null {
  const reason = choices[skipChoice(hash, row.line)] ?? '';
  if (reason.trim() === '') return null;
  const value = 'uneven' in row ? row.uneven.value : row.cells.filter((cell) => cell !== '').join(' | ');
  return fault('ROW_SKIPPED', { line: row.line, column: null, value }, { reason });
}

/** What can be chosen about a row that cannot be recorded, each by the id of its choice. */
export interface WaysOut {
  /** The answer is what the cell is read as. */
  readonly read: string | null;
  /** The answer is why the rule is set aside. */
  readonly override: string | null;
  /** The answer is why the row is left out. */
  readonly skip: string | null;
}

const READ_WRONG: ReadonlySet<Fault['code']> = new Set(['WORD_UNKNOWN', 'DATE_UNREAD', 'DATE_MARGIN_NEEDED']);

/** What can be chosen about a fault of a plan. */
export function waysOut(
  {
    sha256,
    columns,
  }: {
    readonly sha256: string;
    readonly columns: readonly { readonly name: string; readonly header: string | null }[];
  },
  { code, ledgerCode, strength, line, column, value }: Fault,
): WaysOut {
  const name = columns.find(({ header }) => header === column)?.name;
  return {
    read: READ_WRONG.has(code) && name !== undefined && value !== null ? readingChoice(name, value) : null,
    override:
      strength === 'POLICY' && ledgerCode !== null && line !== null
        ? overrideChoice(sha256, ledgerCode, line)
        : null,
    skip: line === null ? null : skipChoice(sha256, line),
  };
}
