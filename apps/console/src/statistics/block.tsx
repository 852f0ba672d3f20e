import { createContext, useContext, type ReactNode } from 'react';
import type { Refusal } from '../asking/refusal.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import { csvOf } from './csv.js';
import './words.js';

/** Whether blocks have their tables and their questions; without, they are for a document of a few pages, and the table of a chart is for screen readers. */
export const Tables = createContext(true);

/** A column of a block’s table. `said`: what stands in a file where its cell is more than a text or a number. */
export interface BlockColumn<Row> extends Column<Row> {
  readonly head: string;
  readonly said?: (row: Row) => string | number;
}

/** A question and what came of it. */
export interface AskedBlock {
  readonly document: object;
  readonly variables: object;
  /** Which column of the table its numbers are, where another is of the same question with other variables. */
  readonly of?: string;
  readonly and?: { readonly of: string; readonly variables: object };
  readonly waiting: boolean;
  readonly refusals: readonly Refusal[];
  readonly again: () => void;
}

/** A number of the ledger: a sentence, a chart, the same as a table, and the question that gives it. */
export function Block<Row>({
  id,
  title,
  sentence,
  chart,
  rows,
  columns,
  keyOf,
  asked,
}: {
  readonly id: string;
  readonly title: string;
  readonly sentence: ReactNode;
  readonly chart?: ReactNode;
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly BlockColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly asked: AskedBlock;
}) {
  const { t } = useWords('statistics');
  const tables = useContext(Tables);
  const table = (of: readonly Row[]) => (
    <DataTable caption={title} hideCaption rows={of} columns={columns} keyOf={keyOf} />
  );
  return (
    <Section title={title} id={id}>
      <Refused refusals={asked.refusals} again={asked.again} part />
      {asked.waiting && <Waiting lines={4} />}
      {rows && (
        <>
          <p className="sentence">{sentence}</p>
          {rows.length > 0 && chart}
          {rows.length > 0 &&
            (tables ? (
              <details>
                <summary>{t('asTable')}</summary>
                {table(rows)}
              </details>
            ) : (
              chart && <div className="for-readers">{table(rows)}</div>
            ))}
        </>
      )}
      {tables && rows && rows.length > 0 && <Download name={id} rows={rows} columns={columns} />}
      {tables && <QueryShown document={asked.document} variables={asked.variables} of={asked.of} />}
      {tables && asked.and && <QueryShown document={asked.document} {...asked.and} />}
    </Section>
  );
}

/** The table of a block as a file for a spreadsheet. */
function Download<Row>({
  name,
  rows,
  columns,
}: {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly columns: readonly BlockColumn<Row>[];
}) {
  const { t } = useWords('statistics');
  const cellOf = ({ said, cell }: BlockColumn<Row>, row: Row) => {
    const value = said ? said(row) : cell(row);
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  };
  const lines = [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map((column) => cellOf(column, row))),
  ];
  return (
    <p className="downloads no-print">
      <a
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(lines, useLanguage()))}`}
        download={`${name}.csv`}
        aria-label={t('csv')}
      >
        CSV
      </a>
    </p>
  );
}
