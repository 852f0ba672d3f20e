import { useLocation } from '@tanstack/react-router';
import { useMay } from '../session/viewer.js';

/** Whether the page that is open records: always now, whatever the dates of the page before it are. */
export function useRecordsNow(): boolean {
  const may = useMay('recordSignature');
  const { pathname } = useLocation();
  return may && /^\/record(?:\/|$)/u.test(pathname);
}
