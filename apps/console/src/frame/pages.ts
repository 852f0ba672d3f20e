import type { frame } from '../words/fr/frame.js';

/** A page that the navigation names. */
export interface NavigationEntry {
  readonly to: string;
  readonly name: keyof typeof frame.nav;
  /** It shows the log and what it rests on, which dashboards do not read. */
  readonly ofTheLog?: true;
}

/** The pages, in the order of the navigation. */
export const PAGES: readonly NavigationEntry[] = [
  { to: '/', name: 'desk', ofTheLog: true },
  { to: '/agreements', name: 'agreements' },
  { to: '/organizations', name: 'organizations' },
  { to: '/meetings', name: 'meetings', ofTheLog: true },
  { to: '/calendar', name: 'calendar' },
  { to: '/network', name: 'network' },
  { to: '/statistics', name: 'statistics' },
  { to: '/committees', name: 'governance' },
  { to: '/sources', name: 'sources', ofTheLog: true },
  { to: '/events', name: 'events', ofTheLog: true },
  { to: '/settings', name: 'settings' },
];
