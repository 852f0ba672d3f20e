import type { ReactNode } from 'react';
import { DataTable, type Column } from '../showing/data-table.js';
import { useLanguage, useTypo, useWords } from '../words/index.js';
import type { Fault } from './import-run.js';

/** As many are shown; the table to download has more. */
const MOST_SHOWN = 100;

/** Why rows cannot be recorded, or what is worth knowing of them: line, column, value, and what would be accepted. */
export function Faults<F extends Fault>({
  title,
  faults,
  unlisted = 0,
  decide,
}: {
  readonly title: string;
  readonly faults: readonly F[];
  /** As many more there are. */
  readonly unlisted?: number;
  readonly decide?: { readonly head: string; readonly cell: (fault: F) => ReactNode };
}) {
  const { t } = useWords('importing');
  const language = useLanguage();
  const typo = useTypo();
  if (faults.length === 0) return null;
  const left = Math.max(0, faults.length - MOST_SHOWN) + unlisted;
  const columns: readonly Column<F>[] = [
    {
      key: 'line',
      head: t('fault.line'),
      names: 'with its head',
      cell: ({ line }) => line ?? t('fault.wholeFile'),
    },
    { key: 'column', head: t('fault.column'), cell: ({ column }) => column ?? '—' },
    { key: 'value', head: t('fault.value'), cell: ({ value }) => value ?? '—' },
    {
      key: 'message',
      head: t('fault.message'),
      cell: ({ message, code, ledgerCode }) => (
        <>
          {typo(message[language])} <small className="quiet">{ledgerCode ?? code}</small>
        </>
      ),
    },
    ...(decide ? [{ key: 'decide', ...decide }] : []),
  ];
  return (
    <>
      <DataTable
        caption={title}
        rows={faults.slice(0, MOST_SHOWN)}
        keyOf={({ line, code, ledgerCode, column }, index) =>
          [line, code, ledgerCode, column, index].join(' ')
        }
        columns={columns}
      />
      {left > 0 && <p className="quiet">{t('fault.more', { count: left })}</p>}
    </>
  );
}
