import { Link, useMatch } from '@tanstack/react-router';
import { useWords } from '../words/index.js';
import type { Dates } from './dates.js';

/** From the page of an agreement at other dates: what it says then, compared with what it says today. */
export function CompareLink({ dates: { on, known, at } }: { readonly dates: Dates }) {
  const { t } = useWords('frame');
  const agreement = useMatch({ from: '/agreements/$id', shouldThrow: false });
  if (!agreement || (on === undefined && known === undefined && at === undefined)) return null;
  return (
    <Link to="/agreements/$id/compare" params={{ id: agreement.params.id }} className="no-print">
      {t('asOf.compare')}
    </Link>
  );
}
