import { Alert } from '@mantine/core';
import { useWords } from '../words/index.js';
import { useStoreFails } from './drafts/browser-store.js';

/** Says that the browser keeps nothing: what is written goes on to the ledger, and lasts here as long as the page. */
export function StoreFails() {
  const { t } = useWords('recording');
  if (!useStoreFails()) return null;
  return (
    <Alert color="red" variant="default" role="alert" title={t('storeFails')}>
      {t('storeFailsHelp')}
    </Alert>
  );
}
