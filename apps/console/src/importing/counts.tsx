import { Pairs } from '../showing/pairs.js';
import { useWords } from '../words/index.js';
import type { Report } from './import-run.js';

/** How many rows there are of each class. */
export function Counts({ counts }: Pick<Report, 'counts'>) {
  const { t } = useWords('importing');
  const { rows, toRecord, known, changed, refused, skipped, gone, events } = counts;
  return (
    <Pairs
      of={[
        [t('counts.rows'), rows],
        [t('counts.toRecord'), toRecord],
        [t('counts.known'), known],
        [t('counts.changed'), changed],
        [t('counts.refused'), refused],
        [t('counts.skipped'), skipped],
        [t('counts.gone'), gone],
        [t('counts.organizations'), counts.organizations.toRecord],
        [t('counts.events'), events],
      ]}
    />
  );
}
