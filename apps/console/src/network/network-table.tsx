import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { DataTable, type Column } from '../showing/data-table.js';
import { useWords } from '../words/index.js';
import type { Tie } from './graph.js';
import type { Node } from './network-question.js';

const ORDERS = ['agreements', 'partners', 'name'] as const;

type Order = (typeof ORDERS)[number];

/** The same as the picture: each organisation, how many agreements it has, and with whom. */
export function NetworkTable({
  nodes,
  ties,
  notShown,
}: {
  readonly nodes: readonly Node[];
  readonly ties: readonly Tie[];
  /** How many partners each has beyond those that are shown. */
  readonly notShown: ReadonlyMap<string, number>;
}) {
  const { t } = useWords('network');
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const { sort } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const order: Order = ORDERS.find((one) => one === sort) ?? 'agreements';
  const rows = nodes.toSorted((one, other) =>
    order === 'name' ? one.name.localeCompare(other.name, 'fr') : other[order] - one[order],
  );
  const columns: readonly Column<Node>[] = [
    {
      key: 'name',
      head: t('head.name'),
      names: true,
      cell: ({ id, name }) => (
        <Link to="/organizations/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'agreements',
      head: t('head.agreements'),
      align: 'end',
      cell: ({ agreements }) => agreements,
    },
    {
      key: 'partners',
      head: t('head.partners'),
      align: 'end',
      cell: ({ partners }) => partners,
    },
    {
      key: 'with',
      head: t('with'),
      cell: ({ id }) => {
        const shown = ties
          .filter(({ a, b }) => a === id || b === id)
          .map(({ a, b, agreements, possible }) => {
            const name = names.get(a === id ? b : a) ?? '';
            return `${name} (${agreements.length}${possible ? `, ${t('possible')}` : ''})`;
          });
        const more = notShown.get(id) ?? 0;
        return [...shown, ...(more > 0 ? [t('beyond', { count: more })] : [])].join(' · ');
      },
    },
  ];
  return (
    <>
      <div className="filters no-print">
        <NativeSelect
          label={t('order')}
          value={order}
          data={ORDERS.map((value) => ({ value, label: t(`head.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void navigate({ to: '.', search: (before: object) => ({ ...before, sort: value }) });
          }}
        />
      </div>
      <DataTable caption={t('caption')} rows={rows} keyOf={({ id }) => id} columns={columns} />
    </>
  );
}
