import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { AsOfBar } from '../as-of/as-of-bar.js';
import { useRecordsNow } from '../as-of/records-now.js';
import { clockHere, millisecondsOf } from '../days/instants.js';
import { useReadsLog, useSession } from '../session/viewer.js';
import { WaitingCount } from '../recording/outbox/waiting-count.js';
import { RecordLink } from '../recording/record-link.js';
import { SignOut } from '../recording/sign-out.js';
import { useWords } from '../words/index.js';
import { LanguageSwitch } from './language-switch.js';
import { Offline } from './offline.js';
import { Keys, Search } from './opened-by-key.js';
import { PageKeys } from './page-keys.js';
import { PAGES } from './pages.js';
import { ThemeSwitch } from './theme-switch.js';

/** What stands around every page: where one can go, the two dates, and the page. */
export function Frame() {
  const { t } = useWords('frame');
  const { ledger } = useSession();
  const recordsNow = useRecordsNow();
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
        <div className="tools">
          <Search />
          <RecordLink />
          <WaitingCount />
          <LanguageSwitch />
          <ThemeSwitch />
          <Keys />
          <SignOut />
        </div>
        <Navigation />
      </header>
      <Suspense>
        <PrintedFrom />
      </Suspense>
      <AsOfBar />
      <Offline />
      <SessionEnding />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <PageKeys />
      {!recordsNow && (
        <Suspense>
          <NewFacts />
        </Suspense>
      )}
    </>
  );
}

const NewFacts = lazy(() => import('./new-facts.js'));
const PrintedFrom = lazy(() => import('./printed-from.js'));
const EndsSoon = lazy(() => import('../session/ends-soon.js'));

/** How long before a session ends that is said. */
const SOON_MS = 15 * 60_000;

/** Says that the session is about to end, where it is. */
function SessionEnding() {
  const { endsAt } = useSession().viewer;
  const [soon, setSoon] = useState<string | null>(null);
  useEffect(() => {
    if (endsAt === null) return;
    const timer = setTimeout(() => setSoon(endsAt), millisecondsOf(endsAt) - SOON_MS - clockHere());
    return () => clearTimeout(timer);
  }, [endsAt]);
  return (
    endsAt !== null &&
    soon === endsAt && (
      <Suspense>
        <EndsSoon endsAt={endsAt} />
      </Suspense>
    )
  );
}

/** The pages; on a narrow screen behind a button. */
function Navigation() {
  const { t } = useWords('frame');
  const readsLog = useReadsLog();
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label={t('pages')} className={open ? 'pages open' : 'pages'}>
      <button type="button" className="menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('menu')}
      </button>
      <ul onClick={() => setOpen(false)}>
        {PAGES.filter(({ ofTheLog = false }) => readsLog || !ofTheLog).map(({ to, name }) => (
          <li key={to}>
            <Link
              to={to}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ exact: to === '/', includeSearch: false }}
            >
              {t(`nav.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
