import type { TokenRole } from '../../support/ledger-process.js';

/** A page of the console, and a role that reads it. */
export interface ConsolePage {
  readonly path: string;
  readonly role?: TokenRole;
}

/** Every page, with things of the demonstration: what holds for all of them is tried on each. */
export const PAGES: readonly ConsolePage[] = [
  { path: '/' },
  { path: '/', role: 'auditor' },
  { path: '/events' },
  { path: '/sources' },
  { path: '/sources/s1?lines=14-17' },
  { path: '/agreements' },
  { path: '/agreements?status=EXPIRED' },
  { path: '/agreements?q=nothing-is-called-so' },
  { path: '/agreements/corridor-ne' },
  { path: '/agreements/amq-mbi?on=2024-06-04' },
  { path: '/agreements/amq-mbi?known=2025-06-01T00:00:00Z' },
  { path: '/agreements/amq-mbi/compare?on=2024-06-04&on2=2024-06-05' },
  { path: '/organizations' },
  { path: '/organizations/c2mi' },
  { path: '/organizations/duplicates', role: 'depositary' },
  { path: '/people?q=m' },
  { path: '/calendar' },
  { path: '/network' },
  { path: '/statistics', role: 'dashboard' },
  { path: '/meetings' },
  { path: '/missions', role: 'auditor' },
  { path: '/committees' },
  { path: '/resolutions' },
  { path: '/projects' },
  { path: '/envelopes' },
  { path: '/fundings' },
  { path: '/fundings/c2mi-psm-numerique' },
  { path: '/programmes/accord' },
  { path: '/board' },
  { path: '/verify?stream=agreement-corridor-ne', role: 'auditor' },
  { path: '/settings' },
  { path: '/import' },
  { path: '/record' },
  { path: '/outbox' },
  { path: '/no-such-page' },
];
