import { foldLetters } from '@entente/domain';
import { fault, WHOLE_FILE, type Fault } from '../phrases.js';
import { columnsInText, type ColumnSpec, type Profile } from '../profile/profile.js';
import type { Table } from '../table/rows.js';
import { columnChoice } from './choices.js';
import { separatorChosen } from './separators.js';

/** A column of the profile where it stands in the file. */
export interface FoundColumn {
  readonly name: string;
  /** As it is declared, with what somebody answered on its lists. */
  readonly spec: ColumnSpec;
  readonly index: number;
  /** What the header calls it. */
  readonly header: string;
}

/** The columns of a file, by the profile. */
export interface FoundColumns {
  readonly columns: readonly FoundColumn[];
  /** Headers that the profile does not mention: nothing of them is recorded. */
  readonly unplaced: readonly string[];
  readonly faults: readonly Fault[];
}

/** What the file calls the columns whose cells together are the key of a row. */
export function keyHeaders({ key }: Profile, columns: readonly FoundColumn[]): string {
  const names = columnsInText(key);
  return columns.flatMap(({ name, header }) => (names.includes(name) ? [header] : [])).join(', ');
}

/** Finds the columns of a profile in the header of a file, whatever the case, accents and punctuation. */
export function findColumns(
  { columns, choices }: Profile,
  { columns: headers }: Pick<Table, 'columns'>,
): FoundColumns {
  const found: FoundColumn[] = [];
  const faults: Fault[] = [];
  for (const [name, spec] of Object.entries(columns)) {
    const chosen = choices[columnChoice(name)];
    const wanted = new Set(
      chosen !== undefined && headers.includes(chosen)
        ? [foldLetters(chosen)]
        : spec.headers.map(foldLetters),
    );
    const places = headers.flatMap((header, index) =>
      wanted.has(foldLetters(header)) ? [{ header, index }] : [],
    );
    const [first] = places;
    const column = spec.headers[0] ?? name;
    const separator = spec.separator ?? separatorChosen(name, choices);
    if (first && places.length === 1)
      found.push({ name, spec: separator === undefined ? spec : { ...spec, separator }, ...first });
    else if (places.length > 1)
      faults.push(
        fault(
          'COLUMN_TWICE',
          { ...WHOLE_FILE, column },
          { column, headers: places.map(({ header }) => header).join(', ') },
        ),
      );
    else if (!spec.optional) faults.push(fault('COLUMN_MISSING', { ...WHOLE_FILE, column }, { column }));
  }
  const placed = new Set(found.map(({ index }) => index));
  const unplaced = headers.filter((header, index) => header !== '' && !placed.has(index));
  return { columns: found, unplaced, faults };
}
