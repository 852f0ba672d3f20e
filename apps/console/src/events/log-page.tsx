import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { toHeading } from '../frame/to-heading.js';
import { useSession } from '../session/viewer.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { TableDownloads } from '../showing/table-downloads.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { EventListed } from './event-listed.js';
import { EVENT_LISTED } from './event-said.js';
import { logFilterOf } from './log-filter.js';
import { LogFilters } from './log-filters.js';
import { useLedgerMoved } from './use-ledger-moved.js';

const LOG = graphql(
  `
    query Log(
      $types: [String!]
      $recordedBy: String
      $recordedFrom: DateTime
      $recordedBefore: DateTime
      $overridden: Boolean
      $about: ID
      $lateDays: Int
      $first: Int
      $after: String
    ) {
      events(
        types: $types
        recordedBy: $recordedBy
        recordedFrom: $recordedFrom
        recordedBefore: $recordedBefore
        overridden: $overridden
        about: $about
        lateDays: $lateDays
        direction: DESC
        first: $first
        after: $after
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...EventListed
        }
      }
    }
  `,
  [EVENT_LISTED],
);

const COUNT = graphql(`
  query LogCount(
    $types: [String!]
    $recordedBy: String
    $recordedFrom: DateTime
    $recordedBefore: DateTime
    $overridden: Boolean
    $about: ID
    $lateDays: Int
  ) {
    events(
      types: $types
      recordedBy: $recordedBy
      recordedFrom: $recordedFrom
      recordedBefore: $recordedBefore
      overridden: $overridden
      about: $about
      lateDays: $lateDays
      direction: DESC
      first: 1
    ) {
      totalCount
    }
  }
`);

/** The log: every fact, the newest first. What is read stays where it is; a button says how many came since. */
export function LogPage() {
  const { t } = useWords('events');
  const search = useSearch({ from: '__root__' });
  const { viewer, ledger } = useSession();
  const filter = logFilterOf(search, { actor: viewer.actor, timeZone: ledger.timeZone });
  const page = usePages(LOG, filter, (data) => data.events, { still: true });
  return (
    <Page title={t('title')} lead={page.total !== undefined && t('count', { count: page.total })}>
      <p className="lead">{t('note')}</p>
      <LogFilters filtered={Object.keys(filter).length > 0} />
      <Refused refusals={page.refusals} again={page.again} part={page.rows !== undefined} />
      {page.total !== undefined && <NewFacts filter={filter} shown={page.total} again={page.again} />}
      {page.waiting && <Waiting lines={10} />}
      {page.rows?.length === 0 && <p>{t('empty')}</p>}
      {page.rows && page.rows.length > 0 && (
        <ol className="history log" aria-label={t('caption')} aria-busy={page.old}>
          {page.rows.map((event) => (
            <li key={event.id}>
              <EventListed event={event} />
            </li>
          ))}
        </ol>
      )}
      {page.more}
      {page.rows && page.rows.length > 0 && <TableDownloads table="events" filter={filter} />}
      <QueryShown document={LOG} variables={filter} />
    </Page>
  );
}

/** How many facts came since the list was asked for; it is asked again only by this button. */
function NewFacts({
  filter,
  shown,
  again,
}: {
  readonly filter: ReturnType<typeof logFilterOf>;
  readonly shown: number;
  readonly again: () => void;
}) {
  const { t } = useWords('frame');
  const moved = useLedgerMoved();
  const { data } = useQuery({
    queryKey: ['log-count', filter, moved],
    queryFn: ({ signal }) => ask(COUNT, filter, signal),
    enabled: moved !== null,
  });
  const count = (data?.data.events?.totalCount ?? shown) - shown;
  return (
    <div role="status" className="new-facts no-print">
      {count > 0 && (
        <Button
          size="compact-sm"
          onClick={() => {
            again();
            toHeading();
          }}
        >
          {t('newFacts', { count })}
        </Button>
      )}
    </div>
  );
}
