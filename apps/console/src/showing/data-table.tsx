import type { ReactNode } from 'react';

/** A column of a table: its words, and what stands in it. */
export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Its cells name their row; `with its head` where they are numbers, which say little by themselves on a narrow screen. */
  readonly names?: true | 'with its head';
  readonly align?: 'end';
}

/**
 * A table. Sorting, filtering and paging are the ledger’s. On a narrow screen each row stands by itself, its cells one below
 * the other with the words of their columns.
 */
export function DataTable<Row>({
  caption,
  hideCaption = false,
  columns,
  rows,
  keyOf,
  old = false,
}: {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string;
  /** The rows answer the question before. */
  readonly old?: boolean;
}) {
  return (
    <table className="data" aria-busy={old}>
      <caption className={hideCaption ? 'for-readers' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, align }) => (
            <th key={key} scope="col" className={align}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={keyOf(row, index)}>
            {columns.map(({ key, head, cell, names, align }) => {
              const words = typeof head === 'string' && names !== true ? head : undefined;
              return names ? (
                <th key={key} scope="row" className={align} data-head={words}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} className={align} data-head={words}>
                  {cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
