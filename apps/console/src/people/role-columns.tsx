import { FactDay } from '../showing/day.js';
import type { Column } from '../showing/data-table.js';
import type { Fact } from '../days/dated-fact.js';
import { useWords } from '../words/index.js';

/** A role as it was observed. */
interface Role {
  readonly observed: Fact;
  readonly current: boolean;
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}

/** The columns that say when a role was observed, and whether it was held still. */
export function useRoleColumns(): readonly Column<Role>[] {
  const { t } = useWords(['people', 'terms']);
  return [
    {
      key: 'observed',
      head: t('observedOn'),
      cell: ({ observed }) => <FactDay fact={observed} form="short" />,
    },
    {
      key: 'current',
      head: t('current'),
      cell: ({ current, certainty }) => {
        if (!current) return t('former');
        return certainty === 'POSSIBLE' ? t('terms:certainty.POSSIBLE') : t('stillSo');
      },
    },
  ];
}
