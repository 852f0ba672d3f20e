import type { Session } from '../session/viewer.js';
import type { frame } from '../words/fr/frame.js';

/** A page that the navigation names. */
export interface NavigationEntry {
  readonly to: string;
  readonly name: keyof typeof frame.nav;
  /** The roles that may read it; without, every role. */
  readonly roles?: readonly Session['viewer']['role'][];
}

/** Dashboards read what the ledger answers, not what it rests on. */
const READERS_OF_THE_LOG = ['SECRETARIAT', 'DEPOSITARY', 'AUDITOR'] as const;

/** The pages, in the order of the navigation. */
export const PAGES: readonly NavigationEntry[] = [
  { to: '/', name: 'desk', roles: READERS_OF_THE_LOG },
  { to: '/agreements', name: 'agreements' },
  { to: '/organizations', name: 'organizations' },
  { to: '/meetings', name: 'meetings', roles: READERS_OF_THE_LOG },
  { to: '/calendar', name: 'calendar' },
  { to: '/network', name: 'network' },
  { to: '/statistics', name: 'statistics' },
  { to: '/committees', name: 'governance' },
  { to: '/sources', name: 'sources', roles: READERS_OF_THE_LOG },
  { to: '/events', name: 'events', roles: READERS_OF_THE_LOG },
  { to: '/settings', name: 'settings' },
];
