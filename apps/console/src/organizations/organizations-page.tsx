import { Link, useSearch } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { useListOffer } from '../as-of/list-offer.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import type { Column } from '../showing/data-table.js';
import { Listed } from '../showing/listed.js';
import { TextIn } from '../showing/text-in.js';
import { QueryShown } from '../showing/query-shown.js';
import { SearchField } from '../showing/search-field.js';
import { useWords } from '../words/index.js';
import { useKind } from './kind.js';
import './words.js';

const ORGANIZATIONS = graphql(`
  query Organizations($text: String, $asOf: AsOf, $first: Int, $after: String) {
    organizations(text: $text, asOf: $asOf, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        organizationId
        name
        names {
          text
          lang
        }
        kind
        jurisdiction
        identifiers {
          scheme
          value
        }
        agreements(roles: [PARTY], first: 1) {
          totalCount
        }
        inForce: agreements(roles: [PARTY], inForce: [YES], first: 1) {
          totalCount
        }
      }
    }
  }
`);

type Row = NonNullable<ResultOf<typeof ORGANIZATIONS>['organizations']>['nodes'][number];

/** The list of organisations. What is searched for stands in the address. */
export function OrganizationsPage() {
  const { t } = useWords('organizations');
  const { q = '' } = useSearch({ from: '__root__' });
  const asOf = useAsOf();
  const readsLog = useReadsLog();
  const variables = { asOf, ...(q !== '' && { text: q }) };
  // How many agreements of each are in force.
  useListOffer({});
  const pages = usePages(ORGANIZATIONS, variables, (data) => data.organizations);
  return (
    <Page
      title={t('title')}
      lead={pages.total !== undefined && t('count', { count: pages.total })}
      actions={
        readsLog && (
          <>
            <Link to="/people">{t('peopleLink')}</Link>
            <Link to="/organizations/duplicates">{t('duplicates.link')}</Link>
          </>
        )
      }
    >
      <SearchField label={t('searchLabel')} />
      <Listed
        pages={pages}
        caption={t('caption')}
        columns={useColumns()}
        keyOf={({ organizationId }) => organizationId}
        empty={q === '' ? t('empty') : t('emptyFiltered', { text: q })}
      />
      <QueryShown document={ORGANIZATIONS} variables={variables} />
    </Page>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useWords('organizations');
  const kindOf = useKind();
  return [
    {
      key: 'name',
      head: t('name'),
      names: true,
      cell: ({ organizationId, name }) => (
        <Link to="/organizations/$id" params={{ id: organizationId }}>
          {name}
        </Link>
      ),
    },
    { key: 'others', head: t('otherNames'), cell: (row) => <OtherNames of={row} /> },
    { key: 'kind', head: t('kind'), cell: ({ kind }) => kindOf(kind) },
    { key: 'jurisdiction', head: t('jurisdiction'), cell: ({ jurisdiction }) => jurisdiction },
    {
      key: 'identifiers',
      head: t('identifiers'),
      cell: ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', '),
    },
    {
      key: 'agreements',
      head: t('partyTo'),
      align: 'end',
      cell: ({ agreements }) => agreements.totalCount,
    },
    {
      key: 'inForce',
      head: t('inForce'),
      align: 'end',
      cell: ({ organizationId, inForce }) =>
        inForce.totalCount === 0 ? (
          0
        ) : (
          <Link to="/agreements" search={{ party: organizationId, inForce: 'YES' }}>
            {inForce.totalCount}
          </Link>
        ),
    },
  ];
}

function OtherNames({ of: { name, names } }: { readonly of: Row }) {
  const others = names.filter(({ text }) => text !== name);
  return others.map((one, index) => (
    <span key={`${one.lang} ${one.text}`}>
      {index > 0 && ' · '}
      <TextIn texts={[one]} />
    </span>
  ));
}
