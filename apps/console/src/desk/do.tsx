import { Link } from '@tanstack/react-router';
import { useMay } from '../session/viewer.js';
import { useWords } from '../words/index.js';
import type { desk } from '../words/fr/desk.js';

/** A way to record what settles a row, with what is known of it filled in; nothing for who may not record it. */
export function Do({
  what,
  search,
}: {
  readonly what: keyof typeof desk.do;
  readonly search: { readonly command: string; readonly [name: string]: string };
}) {
  const { t } = useWords('desk');
  if (!useMay(search.command)) return null;
  return (
    <Link to="/record" search={search} className="do no-print">
      {t(`do.${what}`)}
    </Link>
  );
}
