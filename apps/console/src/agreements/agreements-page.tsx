import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { useListOffer } from '../as-of/list-offer.js';
import { FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { EmptyThen } from '../frame/empty-then.js';
import { Page } from '../frame/page.js';
import { useMay } from '../session/viewer.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { OrganizationLinks } from '../showing/organization-link.js';
import { FactDay, InstantShown } from '../showing/day.js';
import { QueryLater } from '../showing/query-later.js';
import { Refused } from '../showing/refused.js';
import { FlagsShown, StatusShown } from '../showing/status.js';
import { TableDownloads } from '../showing/table-downloads.js';
import { TextIn } from '../showing/text-in.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { AgreementFilters, filterOf, sortOf } from './agreement-filters.js';

const AGREEMENTS = graphql(
  `
    query Agreements(
      $filter: AgreementFilter
      $sort: AgreementSort
      $direction: SortDirection
      $asOf: AsOf
      $first: Int
      $after: String
    ) {
      agreements(
        filter: $filter
        sort: $sort
        direction: $direction
        asOf: $asOf
        first: $first
        after: $after
      ) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          agreementId
          lastRecordedAt
          titles {
            ...Text
          }
          status {
            status
            certainty
            flags
          }
          term {
            currentEndsOn {
              ...Fact
            }
          }
          parties {
            organization {
              ...OrganizationName
            }
          }
        }
      }
    }
  `,
  [FACT, ORGANIZATION_NAME, TEXT],
);

const COUNT = graphql(`
  query AgreementsCounted($filter: AgreementFilter, $asOf: AsOf) {
    agreements(filter: $filter, asOf: $asOf, first: 1) {
      totalCount
    }
  }
`);

type Row = NonNullable<ResultOf<typeof AGREEMENTS>['agreements']>['nodes'][number];

/** The list of agreements. Its filter and its order stand in the address. */
export function AgreementsPage() {
  const { t } = useWords('agreements');
  const search = useSearch({ from: '__root__' });
  const asOf = useAsOf();
  const may = useMay('registerAgreement');
  const filter = filterOf(search);
  const order = sortOf(search);
  useListOffer(filter);
  const page = usePages(AGREEMENTS, { filter, ...order, asOf }, (data) => data.agreements, {
    count: {
      document: COUNT,
      variables: { filter, asOf },
      of: (data: ResultOf<typeof COUNT>) => data.agreements?.totalCount,
    },
  });
  const filtered = Object.keys(filter).length > 0;
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={<span role="status">{page.total !== undefined && t('count', { count: page.total })}</span>}
      actions={may && <Link to="/import">{t('importList')}</Link>}
    >
      {/* What is typed and not applied yet stays when a choice is made beside it. */}
      <AgreementFilters />
      <Refused refusals={page.refusals} again={page.again} part={page.rows !== undefined} />
      {page.waiting && <Waiting lines={8} />}
      {page.rows && page.rows.length > 0 && (
        <DataTable
          caption={t('caption')}
          hideCaption
          columns={columns}
          rows={page.rows}
          keyOf={({ agreementId }) => agreementId}
          old={page.old}
        />
      )}
      {page.rows?.length === 0 && <EmptyThen>{t(filtered ? 'emptyFiltered' : 'empty')}</EmptyThen>}
      {page.more}
      <QueryLater document={AGREEMENTS} variables={{ filter, ...order, asOf }} />
      {page.rows && page.rows.length > 0 && <TableDownloads table="agreements" filter={filter} />}
    </Page>
  );
}

/** How many parties there are, and their names once they are asked for: fifty rows of names cost a slow machine a fifth of a second. */
function PartiesNamed({ of }: { readonly of: Row['parties'] }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="parties-named" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{of.length}</summary>
      {open && <OrganizationLinks of={of.map(({ organization }) => organization)} />}
    </details>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useWords('agreements');
  return [
    {
      key: 'agreement',
      head: t('agreement'),
      names: true,
      cell: ({ agreementId, titles }) => (
        <Link to="/agreements/$id" params={{ id: agreementId }}>
          {titles.length > 0 ? <TextIn texts={titles} /> : agreementId}
        </Link>
      ),
    },
    { key: 'status', head: t('status'), cell: ({ status }) => <StatusShown {...status} /> },
    {
      key: 'parties',
      head: t('parties'),
      align: 'end',
      cell: ({ parties }) => <PartiesNamed of={parties} />,
    },
    {
      key: 'lastDay',
      head: t('lastDay'),
      cell: ({ term }) =>
        term?.currentEndsOn ? (
          <FactDay fact={term.currentEndsOn} form="short" />
        ) : (
          <span className="quiet">{t('noEnd')}</span>
        ),
    },
    { key: 'flags', head: t('flags'), cell: ({ status }) => <FlagsShown flags={status.flags} /> },
    {
      key: 'lastRecorded',
      head: t('lastRecorded'),
      cell: ({ lastRecordedAt }) => lastRecordedAt && <InstantShown instant={lastRecordedAt} />,
    },
  ];
}
