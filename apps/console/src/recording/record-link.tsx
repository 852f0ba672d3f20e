import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useShortcut } from '../frame/shortcut.js';
import { useMay } from '../session/viewer.js';
import { useWords } from '../words/index.js';

/** What the page that is open is about, as the form of recording takes it. */
function aboutOf(pathname: string): { readonly [name: string]: string } {
  const found = /^\/(agreements|organizations|sources)\/([^/]+)$/u.exec(pathname);
  if (!found) return {};
  const name = { agreements: 'agreement', organizations: 'organization', sources: 'source' }[found[1] ?? ''];
  return name === undefined ? {} : { [name]: decodeURIComponent(found[2] ?? '') };
}

/** The way to record, for whom a role lets: about what the page is about. The key `r` goes there too, while no field has the focus. */
export function RecordLink() {
  const { t } = useWords('frame');
  const may = useMay('recordSignature');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useShortcut('r', () => void navigate({ to: '/record', search: aboutOf(pathname) }), may);
  if (!may) return null;
  return (
    <Link to="/record" search={aboutOf(pathname)} className="record-link" aria-keyshortcuts="r">
      {t('record')}
    </Link>
  );
}
