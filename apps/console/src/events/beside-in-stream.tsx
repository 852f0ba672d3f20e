import { useNavigate } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import { useShortcut } from '../frame/shortcut.js';
import { useWords } from '../words/index.js';

interface Beside {
  readonly id: string;
  readonly revision: number;
}

/**
 * The events before and after in the same stream. The buttons stay where they are, and go grey at the ends. The keys are `k` and
 * `j`, which go through rows on other pages.
 */
export function BesideInStream({
  previous,
  next,
  revision,
}: {
  readonly previous: Beside | null;
  readonly next: Beside | null;
  readonly revision: number;
}) {
  const { t } = useWords('events');
  const navigate = useNavigate();
  const go = (to: Beside | null) =>
    to && void navigate({ to: '/events/$id', params: { id: to.id }, search: true });
  useShortcut('k', () => go(previous));
  useShortcut('j', () => go(next));
  return (
    <nav className="beside no-print" aria-label={t('inStream')}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!previous}
        aria-keyshortcuts="k"
        onClick={() => go(previous)}
      >
        ◀ {t('previous')}
      </Button>
      <span>{t('place', { place: revision + 1 })}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!next}
        aria-keyshortcuts="j"
        onClick={() => go(next)}
      >
        {t('next')} ▶
      </Button>
    </nav>
  );
}
