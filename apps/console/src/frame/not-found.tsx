import { Link } from '@tanstack/react-router';
import { useWords } from '../words/index.js';
import { Page } from './page.js';

/** The page of an address that is none. */
export function NotFound() {
  const { t } = useWords('frame');
  return (
    <Page title={t('notFound')}>
      <Link to="/agreements">{t('notFoundBack')}</Link>
    </Page>
  );
}
