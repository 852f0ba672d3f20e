import { useWords } from '../words/index.js';
import { useSession } from './viewer.js';

/** What the role of who is signed in is called. */
export function useRoleCalled(): string {
  const { t } = useWords('terms');
  const { role } = useSession().viewer;
  const roles: Readonly<Record<string, string>> = t('viewerRole', { returnObjects: true });
  return roles[role] ?? role;
}
