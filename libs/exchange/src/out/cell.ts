import type { Day, UncertainDate } from '@entente/domain';

/** A day of a date: one that is not the whole of what is known of it is not shown as a date of a workbook. */
export interface DayCell {
  readonly day: Day;
  readonly exact: boolean;
}

/** A cell of a table: a text, a number, a day, or nothing. */
export type Cell = string | number | boolean | DayCell | null;

/** The columns of a table by name, in their order: what each says of a node, in the language asked. */
export type Columns<Node> = Readonly<Record<string, (node: Node, language: string) => Cell>>;

/** The four columns of an uncertain date: the day, its bounds, and all that is known of it, as EDTF writes it. */
export function dateColumns<Node>(
  name: string,
  of: (node: Node) => Pick<UncertainDate, 'edtf' | 'point' | 'earliest' | 'latest'> | null,
): Columns<Node> {
  return {
    [name]: (node) => {
      const date = of(node);
      return date && { day: date.point, exact: date.edtf === date.point };
    },
    [`${name}Earliest`]: (node) => bound(of(node)?.earliest),
    [`${name}Latest`]: (node) => bound(of(node)?.latest),
    [`${name}Edtf`]: (node) => of(node)?.edtf ?? null,
  };
}

function bound(day: Day | null | undefined): DayCell | null {
  return day === null || day === undefined ? null : { day, exact: true };
}

/** A cell as text files have it: of a day, the day. */
export function plain(cell: Cell): string | number | boolean | null {
  return typeof cell === 'object' && cell !== null ? cell.day : cell;
}
