import type { LedgerProcess, TokenRole } from '../../support/ledger-process.js';
import { record } from '../../support/recording.js';

/** A page of the console, and a role that reads it. */
export interface ConsolePage {
  readonly path: string;
  readonly role?: TokenRole;
}

/** Every page, with things of the demonstration and of {@link recordWhatItLacks}: what holds for all of them is tried on each. */
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
  { path: '/calendar?view=grid&from=2024-01-01&months=60' },
  { path: '/network' },
  { path: '/statistics', role: 'dashboard' },
  { path: '/meetings' },
  { path: '/meetings/corridor-2025-04-16' },
  { path: '/missions', role: 'auditor' },
  { path: '/missions/amq-fr-1' },
  { path: '/committees' },
  { path: '/committees/pages' },
  { path: '/resolutions' },
  { path: '/resolutions/pages' },
  { path: '/projects' },
  { path: '/projects/pages' },
  { path: '/envelopes' },
  { path: '/envelopes/pages/estrie' },
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

/** Records a thing of each kind that the demonstration has none of. */
export async function recordWhatItLacks(ledger: LedgerProcess): Promise<void> {
  const evidence = [{ sourceId: 's1' }];
  const on = (edtf: string) => ({ evidence, occurredOn: { edtf, basis: 'STATED' } });
  const title = [{ text: 'Un atelier partagé', lang: 'fr' }];
  await record(ledger, 'establishCommittee', {
    ...on('2020-01-01'),
    committeeId: 'pages',
    kind: 'REGIONAL',
    title,
  });
  await record(ledger, 'proposeResolution', {
    ...on('2021-01-01'),
    resolutionId: 'pages',
    committeeId: 'pages',
    matterKind: 'agreement',
    matterId: 'corridor-ne',
    title,
  });
  await record(ledger, 'proposeProject', {
    ...on('2022-01-01'),
    projectId: 'pages',
    committeeId: 'pages',
    promoterId: 'mbi',
    title,
  });
  await record(ledger, 'allotEnvelope', {
    ...on('2023-01-01'),
    fund: 'pages',
    region: 'estrie',
    amount: { value: '1000.00', currency: 'CAD' },
  });
}
