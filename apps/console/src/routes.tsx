import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { readDates, type Dates } from './as-of/dates.js';
import { parseSearch, stringifySearch } from './as-of/search-text.js';
import { Frame } from './frame/frame.js';
import { NotFound } from './frame/not-found.js';
import { WithSession } from './session/viewer.js';

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

const RecordPage = lazyRouteComponent(() => import('./recording/record-page.js'), 'RecordPage');

const routeTree = rootRoute.addChildren([
  page(
    '/',
    lazyRouteComponent(() => import('./desk/desk-page.js'), 'DeskPage'),
  ),
  page(
    '/agreements',
    lazyRouteComponent(() => import('./agreements/agreements-page.js'), 'AgreementsPage'),
  ),
  page(
    '/import',
    lazyRouteComponent(() => import('./importing/import-page.js'), 'ImportPage'),
  ),
  page(
    '/import/$id',
    lazyRouteComponent(() => import('./importing/import-run-page.js'), 'ImportRunPage'),
  ),
  page('/record', RecordPage),
  page('/record/$draft', RecordPage),
  page(
    '/outbox',
    lazyRouteComponent(() => import('./recording/outbox/outbox-page.js'), 'OutboxPage'),
  ),
  page(
    '/calendar',
    lazyRouteComponent(() => import('./calendar/calendar-page.js'), 'CalendarPage'),
  ),
  page(
    '/board',
    lazyRouteComponent(() => import('./board/board-page.js'), 'BoardPage'),
  ),
  page(
    '/committees',
    lazyRouteComponent(() => import('./governance/committees-page.js'), 'CommitteesPage'),
  ),
  page(
    '/committees/$id',
    lazyRouteComponent(() => import('./governance/committee-page.js'), 'CommitteePage'),
  ),
  page(
    '/envelopes',
    lazyRouteComponent(() => import('./governance/envelopes-page.js'), 'EnvelopesPage'),
  ),
  page(
    '/envelopes/$fund/$region',
    lazyRouteComponent(() => import('./governance/envelope-page.js'), 'EnvelopePage'),
  ),
  page(
    '/fundings',
    lazyRouteComponent(() => import('./governance/fundings-page.js'), 'FundingsPage'),
  ),
  page(
    '/fundings/$id',
    lazyRouteComponent(() => import('./governance/funding-page.js'), 'FundingPage'),
  ),
  page(
    '/programmes/$id',
    lazyRouteComponent(() => import('./governance/programme-page.js'), 'ProgrammePage'),
  ),
  page(
    '/projects',
    lazyRouteComponent(() => import('./governance/projects-page.js'), 'ProjectsPage'),
  ),
  page(
    '/projects/$id',
    lazyRouteComponent(() => import('./governance/project-page.js'), 'ProjectPage'),
  ),
  page(
    '/resolutions',
    lazyRouteComponent(() => import('./governance/resolutions-page.js'), 'ResolutionsPage'),
  ),
  page(
    '/resolutions/$id',
    lazyRouteComponent(() => import('./governance/resolution-page.js'), 'ResolutionPage'),
  ),
  page(
    '/settings',
    lazyRouteComponent(() => import('./settings/settings-page.js'), 'SettingsPage'),
  ),
  page(
    '/meetings',
    lazyRouteComponent(() => import('./meetings/meetings-page.js'), 'MeetingsPage'),
  ),
  page(
    '/meetings/$id',
    lazyRouteComponent(() => import('./meetings/meeting-page.js'), 'MeetingPage'),
  ),
  page(
    '/missions',
    lazyRouteComponent(() => import('./meetings/missions-page.js'), 'MissionsPage'),
  ),
  page(
    '/missions/$id',
    lazyRouteComponent(() => import('./meetings/mission-page.js'), 'MissionPage'),
  ),
  page(
    '/network',
    lazyRouteComponent(() => import('./network/network-page.js'), 'NetworkPage'),
  ),
  page(
    '/organizations',
    lazyRouteComponent(() => import('./organizations/organizations-page.js'), 'OrganizationsPage'),
  ),
  page(
    '/organizations/duplicates',
    lazyRouteComponent(() => import('./organizations/duplicates-page.js'), 'DuplicatesPage'),
  ),
  page(
    '/organizations/$id',
    lazyRouteComponent(() => import('./organizations/organization-page.js'), 'OrganizationPage'),
  ),
  page(
    '/people',
    lazyRouteComponent(() => import('./people/people-page.js'), 'PeoplePage'),
  ),
  page(
    '/people/$id',
    lazyRouteComponent(() => import('./people/person-page.js'), 'PersonPage'),
  ),
  page(
    '/statistics',
    lazyRouteComponent(() => import('./statistics/statistics-page.js'), 'StatisticsPage'),
  ),
  page(
    '/verify',
    lazyRouteComponent(() => import('./verify/verify-page.js'), 'VerifyPage'),
  ),
  page(
    '/agreements/$id/compare',
    lazyRouteComponent(() => import('./compare/compare-page.js'), 'ComparePage'),
  ),
  page(
    '/events',
    lazyRouteComponent(() => import('./events/log-page.js'), 'LogPage'),
  ),
  page(
    '/events/$id',
    lazyRouteComponent(() => import('./events/event-page.js'), 'EventPage'),
  ),
  page(
    '/sources',
    lazyRouteComponent(() => import('./sources/sources-page.js'), 'SourcesPage'),
  ),
  page(
    '/sources/$id',
    lazyRouteComponent(() => import('./sources/source-page.js'), 'SourcePage'),
  ),
  page(
    '/agreements/$id',
    lazyRouteComponent(() => import('./agreements/agreement-page.js'), 'AgreementPage'),
  ),
]);

export const router = createRouter({ routeTree, parseSearch, stringifySearch, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
