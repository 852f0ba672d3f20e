import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readDates, type Dates } from './as-of/dates.js';
import { parseSearch, stringifySearch } from './as-of/search-text.js';
import { Frame } from './frame/frame.js';
import { NotFound } from './frame/not-found.js';
import { NotHere } from './frame/not-here.js';
import { useReadsLog, WithSession } from './session/viewer.js';

/** The parameters of an address, as texts; the two dates are read, the rest is the page’s own. */
export interface Search extends Dates {
  readonly [name: string]: string | undefined;
}

const DATES = ['on', 'known', 'at'] as const;

const rootRoute = createRootRoute({
  validateSearch: (search: Record<string, unknown>): Search => ({
    ...(search as Record<string, string>),
    // A date that is none is taken out; one that is not there is not put in, so that links keep those of the page.
    ...Object.fromEntries(DATES.filter((name) => name in search).map((name) => [name, undefined])),
    ...readDates(search),
  }),
  search: { middlewares: [retainSearchParams([...DATES])] },
  component: () => (
    <WithSession>
      <Frame />
    </WithSession>
  ),
  notFoundComponent: NotFound,
});

const page = <Path extends string>(path: Path, component: Parameters<typeof createRoute>[0]['component']) =>
  createRoute({ getParentRoute: () => rootRoute, path, component });

type Shown = () => ReactNode;

/** A page that is loaded when it is first opened. Where the network is away, that is said in its place. */
function loaded<Name extends string>(load: () => Promise<Readonly<Record<Name, Shown>>>, name: Name) {
  const part: () => Promise<Record<string, Shown>> = () => load().catch(() => ({ [name]: NotHere }));
  return lazyRouteComponent(part, name as string);
}

const NotForRole = loaded(() => import('./frame/not-for-role.js'), 'NotForRole');

/** A page for those who read the log. Others are told that it is not for them, and the ledger is not asked. */
function forReaders<Name extends string>(...of: Parameters<typeof loaded<Name>>) {
  const Readable = loaded(...of);
  const ForReaders = () => (useReadsLog() ? <Readable /> : <NotForRole />);
  // Before it is shown, as of any page: until then the page before would stay.
  const preload = async () => {
    await NotForRole.preload?.();
    await Readable.preload?.();
  };
  return Object.assign(ForReaders, { preload });
}

const RecordPage = loaded(() => import('./recording/record-page.js'), 'RecordPage');

const routeTree = rootRoute.addChildren([
  page(
    '/',
    loaded(() => import('./desk/desk-page.js'), 'DeskPage'),
  ),
  page(
    '/agreements',
    loaded(() => import('./agreements/agreements-page.js'), 'AgreementsPage'),
  ),
  page(
    '/import',
    loaded(() => import('./importing/import-page.js'), 'ImportPage'),
  ),
  page(
    '/import/$id',
    loaded(() => import('./importing/import-run-page.js'), 'ImportRunPage'),
  ),
  page('/record', RecordPage),
  page('/record/$draft', RecordPage),
  page(
    '/outbox',
    loaded(() => import('./recording/outbox/outbox-page.js'), 'OutboxPage'),
  ),
  page(
    '/calendar',
    loaded(() => import('./calendar/calendar-page.js'), 'CalendarPage'),
  ),
  page(
    '/board',
    loaded(() => import('./board/board-page.js'), 'BoardPage'),
  ),
  page(
    '/committees',
    loaded(() => import('./governance/committees-page.js'), 'CommitteesPage'),
  ),
  page(
    '/committees/$id',
    loaded(() => import('./governance/committee-page.js'), 'CommitteePage'),
  ),
  page(
    '/envelopes',
    loaded(() => import('./governance/envelopes-page.js'), 'EnvelopesPage'),
  ),
  page(
    '/envelopes/$fund/$region',
    loaded(() => import('./governance/envelope-page.js'), 'EnvelopePage'),
  ),
  page(
    '/fundings',
    loaded(() => import('./governance/fundings-page.js'), 'FundingsPage'),
  ),
  page(
    '/fundings/$id',
    loaded(() => import('./governance/funding-page.js'), 'FundingPage'),
  ),
  page(
    '/programmes/$id',
    loaded(() => import('./governance/programme-page.js'), 'ProgrammePage'),
  ),
  page(
    '/projects',
    loaded(() => import('./governance/projects-page.js'), 'ProjectsPage'),
  ),
  page(
    '/projects/$id',
    loaded(() => import('./governance/project-page.js'), 'ProjectPage'),
  ),
  page(
    '/resolutions',
    loaded(() => import('./governance/resolutions-page.js'), 'ResolutionsPage'),
  ),
  page(
    '/resolutions/$id',
    loaded(() => import('./governance/resolution-page.js'), 'ResolutionPage'),
  ),
  page(
    '/settings',
    loaded(() => import('./settings/settings-page.js'), 'SettingsPage'),
  ),
  page(
    '/meetings',
    forReaders(() => import('./meetings/meetings-page.js'), 'MeetingsPage'),
  ),
  page(
    '/meetings/$id',
    forReaders(() => import('./meetings/meeting-page.js'), 'MeetingPage'),
  ),
  page(
    '/missions',
    forReaders(() => import('./meetings/missions-page.js'), 'MissionsPage'),
  ),
  page(
    '/missions/$id',
    forReaders(() => import('./meetings/mission-page.js'), 'MissionPage'),
  ),
  page(
    '/network',
    loaded(() => import('./network/network-page.js'), 'NetworkPage'),
  ),
  page(
    '/organizations',
    loaded(() => import('./organizations/organizations-page.js'), 'OrganizationsPage'),
  ),
  page(
    '/organizations/duplicates',
    loaded(() => import('./organizations/duplicates-page.js'), 'DuplicatesPage'),
  ),
  page(
    '/organizations/$id',
    loaded(() => import('./organizations/organization-page.js'), 'OrganizationPage'),
  ),
  page(
    '/people',
    loaded(() => import('./people/people-page.js'), 'PeoplePage'),
  ),
  page(
    '/people/$id',
    forReaders(() => import('./people/person-page.js'), 'PersonPage'),
  ),
  page(
    '/statistics',
    loaded(() => import('./statistics/statistics-page.js'), 'StatisticsPage'),
  ),
  page(
    '/verify',
    loaded(() => import('./verify/verify-page.js'), 'VerifyPage'),
  ),
  page(
    '/agreements/$id/compare',
    loaded(() => import('./compare/compare-page.js'), 'ComparePage'),
  ),
  page(
    '/events',
    forReaders(() => import('./events/log-page.js'), 'LogPage'),
  ),
  page(
    '/events/$id',
    forReaders(() => import('./events/event-page.js'), 'EventPage'),
  ),
  page(
    '/sources',
    forReaders(() => import('./sources/sources-page.js'), 'SourcesPage'),
  ),
  page(
    '/sources/$id',
    forReaders(() => import('./sources/source-page.js'), 'SourcePage'),
  ),
  page(
    '/agreements/$id',
    loaded(() => import('./agreements/agreement-page.js'), 'AgreementPage'),
  ),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultErrorComponent: NotHere,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
