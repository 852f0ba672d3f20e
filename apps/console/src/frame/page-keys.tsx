import { useNavigate } from '@tanstack/react-router';
import { useReadsLog } from '../session/viewer.js';
import { PAGES, type NavigationEntry } from './pages.js';
import { useShortcut } from './shortcut.js';

/** The rows that one goes through: of tables, and of lists that stand for tables. */
const ROWS = 'tbody tr, .history > li, .rows > li';

/** What one walks through by arrows. */
const WALKS = 'svg, [role="menu"], [role="radiogroup"], [role="slider"], [role="tablist"]';

/** What arrows scroll while it has the focus itself. */
const SCROLLS = '[role="region"]';

/** Keys that lead to a page, and through the rows and the parts of the page that is open. */
export function PageKeys() {
  const readsLog = useReadsLog();
  useShortcut('j', () => goToRow(1));
  useShortcut('k', () => goToRow(-1));
  useShortcut('ArrowDown', () => goByArrow(1));
  useShortcut('ArrowUp', () => goByArrow(-1));
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

interface Rows {
  /** The first link or button of each row that is shown. */
  readonly firsts: readonly HTMLElement[];
  /** The row that has the focus; -1: none. */
  readonly here: number;
}

function rowsShown(): Rows {
  const rows = [...document.querySelectorAll(`main :is(${ROWS})`)].flatMap((row) => {
    const first = row.querySelector<HTMLElement>('a[href], button');
    return first?.checkVisibility() ? [{ row, first }] : [];
  });
  return {
    firsts: rows.map(({ first }) => first),
    here: rows.findIndex(({ row }) => row.contains(document.activeElement)),
  };
}

/** The next row, or the one before: its first link gets the focus, so that Enter opens it. False where there is none. */
function goToRow(step: 1 | -1, { firsts, here } = rowsShown()): boolean {
  // From above the rows the first one is next.
  const next = firsts[here < 0 ? 0 : here + step];
  next?.focus();
  return next !== undefined;
}

/** The same by an arrow, where nothing else has it: what walks by arrows, what scrolls, and the page above its first row. */
function goByArrow(step: 1 | -1): boolean {
  const { activeElement } = document;
  if (activeElement?.closest(WALKS) || activeElement?.matches(SCROLLS)) return false;
  const rows = rowsShown();
  return (step > 0 || rows.here >= 0) && goToRow(step, rows);
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
