import { DataTable } from '../showing/data-table.js';
import { useWords } from '../words/index.js';
import type { ChangedCell } from './import-run.js';

/** As many are shown. */
const MOST_SHOWN = 100;

/** The cells that a newer edition of a file has otherwise: what stood there when its row was recorded, and what stands there now. */
export function Changes({
  changes,
  unlisted,
}: {
  readonly changes: readonly ChangedCell[];
  /** As many more there are. */
  readonly unlisted: number;
}) {
  const { t } = useWords('importing');
  if (changes.length === 0) return null;
  const left = Math.max(0, changes.length - MOST_SHOWN) + unlisted;
  return (
    <>
      <DataTable
        caption={t('rehearsal.changes', { count: changes.length + unlisted })}
        rows={changes.slice(0, MOST_SHOWN)}
        keyOf={({ line, column }) => `${line} ${column}`}
        columns={[
          { key: 'line', head: t('fault.line'), names: 'with its head', cell: ({ line }) => line },
          { key: 'column', head: t('fault.column'), cell: ({ column }) => column },
          { key: 'before', head: t('change.before'), cell: ({ before }) => <del>{before || '—'}</del> },
          { key: 'now', head: t('change.now'), cell: ({ now }) => <ins>{now || '—'}</ins> },
        ]}
      />
      {left > 0 && <p className="quiet">{t('fault.more', { count: left })}</p>}
    </>
  );
}
