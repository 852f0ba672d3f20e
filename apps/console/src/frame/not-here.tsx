import { Button } from '@mantine/core';
import { useWords } from '../words/index.js';
import { Page } from './page.js';

/** Loads the page anew once the ledger can be reached: a browser that cannot would show nothing at all in its place. */
function loadAgain(): void {
  void fetch('/').then(() => location.reload(), Boolean);
}

/** In the place of a page that could not be loaded, or that an error keeps from being shown. */
export function NotHere() {
  const { t } = useWords('frame');
  return (
    <Page title={t('notHere')}>
      <Button onClick={loadAgain}>{t('again')}</Button>
    </Page>
  );
}
