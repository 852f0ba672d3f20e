import { useNavigate } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import { PAGES, type NavigationEntry } from './pages.js';
import { useShortcut } from './shortcut.js';

/** The rows that one goes through: of tables, and of lists that stand for tables. */
const ROWS = 'tbody tr, .history > li, .rows > li';

/** Keys that lead to a page, and through the rows and the parts of the page that is open. */
export function PageKeys() {
  const readsLog = useReadsLog();
  useShortcut('j', () => goToRow(1));
  useShortcut('k', () => goToRow(-1));
  useShortcut('s', goToNextSection);
  return PAGES.filter(({ ofTheLog = false }) => readsLog || !ofTheLog).map(
    (entry) => entry.key !== undefined && <PageKey key={entry.to} entry={entry} />,
  );
}

function PageKey({ entry: { to, key } }: { readonly entry: NavigationEntry }) {
  const navigate = useNavigate();
  useShortcut(`g ${key}`, () => void navigate({ to }));
  return null;
}

/** The next row, or the one before: its first link gets the focus, so that Enter opens it. */
function goToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll(`main :is(${ROWS})`)]
    .map((row) => ({ row, first: row.querySelector<HTMLElement>('a[href], button') }))
    .filter(({ first }) => first?.checkVisibility());
  const here = rows.findIndex(({ row }) => row.contains(document.activeElement));
  // From above the rows the first one is next.
  rows[here < 0 ? 0 : here + step]?.first?.focus();
}

function goToNextSection(): void {
  const titles = [...document.querySelectorAll<HTMLElement>('main .section-head h2')];
  const { activeElement } = document;
  const next =
    titles.find(
      (title) =>
        activeElement !== null &&
        activeElement !== title &&
        (activeElement.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    ) ?? titles[0];
  next?.focus();
  next?.scrollIntoView({ block: 'start' });
}
