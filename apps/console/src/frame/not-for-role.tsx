import { useRoleCalled } from '../session/role-called.js';
import { useWords } from '../words/index.js';
import { Page } from './page.js';

/** In the place of a page that the role of who is signed in does not read. */
export function NotForRole() {
  const { t } = useWords('frame');
  return <Page title={t('forbidden', { role: useRoleCalled() })}>{null}</Page>;
}
