import { Link, useMatch, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isShortcut } from '../frame/shortcut.js';
import { useWords } from '../words/index.js';
import type { Dates } from './dates.js';

/** From the page of an agreement at other dates: what it says then, compared with what it says today. The key is `c`. */
export function CompareLink({ dates: { on, known, at } }: { readonly dates: Dates }) {
  const { t } = useWords('frame');
  const navigate = useNavigate();
  const id = useMatch({ from: '/agreements/$id', shouldThrow: false })?.params.id;
  useEffect(() => {
    if (id === undefined) return;
    const compare = (event: KeyboardEvent) => {
      if (isShortcut(event, 'c')) void navigate({ to: '/agreements/$id/compare', params: { id } });
    };
    addEventListener('keydown', compare);
    return () => removeEventListener('keydown', compare);
  }, [id, navigate]);
  if (id === undefined || (on === undefined && known === undefined && at === undefined)) return null;
  return (
    <Link to="/agreements/$id/compare" params={{ id }} className="no-print">
      {t('asOf.compare')}
    </Link>
  );
}
