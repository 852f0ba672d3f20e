import { useSession } from './viewer.js';

/** Whether who uses the console reads who somebody is: dashboards read numbers alone. */
export function useReadsPeople(): boolean {
  return useSession().viewer.role !== 'DASHBOARD';
}
