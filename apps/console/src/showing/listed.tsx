import type { ReactNode } from 'react';
import type { Pages } from '../asking/use-pages.js';
import { EmptyThen } from '../frame/empty-then.js';
import { DataTable, type Column } from './data-table.js';
import { Refused } from './refused.js';
import { Waiting } from './waiting.js';

/** A list that the ledger gives by the page: its rows as a table, why there are none, and the button for more. */
export function Listed<Row>({
  pages,
  caption,
  columns,
  keyOf,
  empty,
}: {
  readonly pages: Pages<Row>;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row, index: number) => string;
  /** What is said where there is nothing. */
  readonly empty: ReactNode;
}) {
  const { rows, refusals, waiting, old, again, more } = pages;
  return (
    <>
      <Refused refusals={refusals} again={again} part={rows !== undefined} />
      {waiting && <Waiting lines={8} />}
      {rows && rows.length > 0 && (
        <DataTable caption={caption} hideCaption columns={columns} rows={rows} keyOf={keyOf} old={old} />
      )}
      {rows?.length === 0 && <EmptyThen>{empty}</EmptyThen>}
      {more}
    </>
  );
}
