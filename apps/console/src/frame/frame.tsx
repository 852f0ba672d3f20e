import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { AsOfBar } from '../as-of/as-of-bar.js';
import { signOut } from '../session/session.js';
import { useMay, useSession } from '../session/viewer.js';
import { useWords } from '../words/index.js';
import { LanguageSwitch } from './language-switch.js';
import { PAGES } from './pages.js';
import { PrintedFrom } from './printed-from.js';
import { ThemeSwitch } from './theme-switch.js';

/** What stands around every page: where one can go, the two dates, and the page. */
export function Frame() {
  const { t } = useWords('frame');
  const { ledger } = useSession();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="top no-print">
        <Link to="/" className="brand">
          {ledger.name ?? t('name')}
        </Link>
        {ledger.demonstration && <span className="demonstration tone-indigo">{t('demonstration')}</span>}
        <Navigation />
        <div className="tools">
          <RecordLink />
          <LanguageSwitch />
          <ThemeSwitch />
          <SignOut />
        </div>
      </header>
      <AsOfBar />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <PrintedFrom />
    </>
  );
}

/** The pages; on a narrow screen behind a button. */
function Navigation() {
  const { t } = useWords('frame');
  const { viewer } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label={t('pages')} className={open ? 'pages open' : 'pages'}>
      <button type="button" className="menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('menu')}
      </button>
      <ul onClick={() => setOpen(false)}>
        {PAGES.filter(({ roles }) => roles === undefined || roles.includes(viewer.role)).map(
          ({ to, name }) => (
            <li key={to}>
              <Link
                to={to}
                activeProps={{ 'aria-current': 'page' }}
                activeOptions={{ exact: to === '/', includeSearch: false }}
              >
                {t(`nav.${name}`)}
              </Link>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

/** The way to record, for whom a role lets. */
function RecordLink() {
  const { t } = useWords('frame');
  if (!useMay('recordSignature')) return null;
  return (
    <Link to="/record" className="record-link">
      {t('record')}
    </Link>
  );
}

function SignOut() {
  const { t } = useWords('session');
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('signOut')}
      title={t('signOut')}
      onClick={() => void signOut().finally(() => location.assign('/'))}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="sign">
        <path d="M6 2H2v12h4M7 8h7M11 5l3 3-3 3" />
      </svg>
    </button>
  );
}
