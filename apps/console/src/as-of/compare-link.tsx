import { Link, useMatch, useNavigate } from '@tanstack/react-router';
import { useShortcut } from '../frame/shortcut.js';
import { useWords } from '../words/index.js';
import type { Dates } from './dates.js';

/** From the page of an agreement at other dates: what it says then, compared with what it says today. The key is `c`. */
export function CompareLink({ dates: { on, known, at } }: { readonly dates: Dates }) {
  const { t } = useWords('frame');
  const navigate = useNavigate();
  const id = useMatch({ from: '/agreements/$id', shouldThrow: false })?.params.id;
  useShortcut(
    'c',
    () => void navigate({ to: '/agreements/$id/compare', params: { id: id ?? '' } }),
    id !== undefined,
  );
  if (id === undefined || (on === undefined && known === undefined && at === undefined)) return null;
  return (
    <Link to="/agreements/$id/compare" params={{ id }} className="no-print">
      {t('asOf.compare')}
    </Link>
  );
}
