import { useSession } from '../session/viewer.js';

/** Whether the pages of events and of sources are for who uses the console. */
export function useReadsEvents(): boolean {
  return useSession().viewer.role !== 'DASHBOARD';
}
