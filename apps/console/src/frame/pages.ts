import type { frame } from '../words/fr/frame.js';

/** A page that the navigation names. */
export interface NavigationEntry {
  readonly to: string;
  readonly name: keyof typeof frame.nav;
  /** The key that goes there after `g`. */
  readonly key?: string;
  /** It shows the log and what it rests on, which dashboards do not read. */
  readonly ofTheLog?: true;
}

/** The pages, in the order of the navigation. */
export const PAGES: readonly NavigationEntry[] = [
  { to: '/', name: 'desk', key: 'b', ofTheLog: true },
  { to: '/agreements', name: 'agreements', key: 'e' },
  { to: '/organizations', name: 'organizations', key: 'o' },
  { to: '/meetings', name: 'meetings', ofTheLog: true },
  { to: '/calendar', name: 'calendar', key: 'c' },
  { to: '/network', name: 'network', key: 'r' },
  { to: '/statistics', name: 'statistics', key: 's' },
  { to: '/committees', name: 'governance' },
  { to: '/sources', name: 'sources', ofTheLog: true },
  { to: '/events', name: 'events', key: 'l', ofTheLog: true },
  { to: '/verify', name: 'verify', key: 'v', ofTheLog: true },
  { to: '/settings', name: 'settings' },
];
