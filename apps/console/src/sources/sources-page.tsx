import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { sourceKind } from '../events/source-name.js';
import { EmptyThen } from '../frame/empty-then.js';
import { Page } from '../frame/page.js';
import { useMay } from '../session/viewer.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { DayShown, InstantShown } from '../showing/day.js';
import { QueryShown } from '../showing/query-shown.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { useTyped } from '../showing/use-typed.js';
import { useLanguage, useWords } from '../words/index.js';

const SOURCES = graphql(`
  query Sources($filter: SourceFilter, $asOf: AsOf, $first: Int, $after: String) {
    sources(filter: $filter, asOf: $asOf, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        sourceId
        kind
        issuer
        publishedOn
        depositedAt
        file
        textLines
        timesCited
      }
    }
  }
`);

type Row = NonNullable<ResultOf<typeof SOURCES>['sources']>['nodes'][number];

/** The sources, those deposited last first, and how often each is cited. */
export function SourcesPage() {
  const { t } = useWords('sources');
  const search = useSearch({ from: '__root__' });
  const asOf = useAsOf();
  const may = useMay('registerAgreement');
  const filter = {
    ...(search.q && { text: search.q }),
    ...(search.uncited === 'yes' && { uncited: true }),
    ...(search.text === 'no' && { hasText: false }),
  };
  const filtered = Object.keys(filter).length > 0;
  const page = usePages(SOURCES, { filter, asOf }, (data) => data.sources);
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={page.total !== undefined && t('count', { count: page.total })}
      actions={may && <Link to="/import">{t('importList')}</Link>}
    >
      <Filters />
      <Refused refusals={page.refusals} again={page.again} part={page.rows !== undefined} />
      {page.waiting && <Waiting lines={8} />}
      {page.rows?.length === 0 && <EmptyThen>{t(filtered ? 'emptyFiltered' : 'empty')}</EmptyThen>}
      {page.rows && page.rows.length > 0 && (
        <DataTable
          caption={t('caption')}
          hideCaption
          columns={columns}
          rows={page.rows}
          keyOf={({ sourceId }) => sourceId}
          old={page.old}
        />
      )}
      {page.more}
      <QueryShown document={SOURCES} variables={{ filter, asOf }} />
    </Page>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useWords('sources');
  const language = useLanguage();
  return [
    {
      key: 'source',
      head: t('source'),
      names: true,
      cell: ({ sourceId, kind, issuer }) => (
        <Link to="/sources/$id" params={{ id: sourceId }}>
          {[sourceKind(kind, language), issuer].filter(Boolean).join(', ')}
        </Link>
      ),
    },
    { key: 'file', head: t('file'), cell: ({ file }) => file ?? '—' },
    {
      key: 'published',
      head: t('published'),
      cell: ({ publishedOn }) => (publishedOn ? <DayShown day={publishedOn} form="short" /> : t('notKnown')),
    },
    {
      key: 'deposited',
      head: t('deposited'),
      cell: ({ depositedAt }) => <InstantShown instant={depositedAt} />,
    },
    {
      key: 'text',
      head: t('text'),
      cell: ({ textLines }) => (textLines === null ? t('noText') : t('lineCount', { count: textLines })),
    },
    {
      key: 'cited',
      head: t('cited'),
      align: 'end',
      cell: ({ timesCited }) => (timesCited === 0 ? t('neverCited') : timesCited),
    },
  ];
}

function Filters() {
  const { t } = useWords('sources');
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [text, setText] = useTyped(search.q ?? '');
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    change({ q: text.trim() });
  };
  return (
    <form className="filters no-print" role="search" aria-label={t('filter')} onSubmit={apply}>
      <Group align="flex-end" gap="md">
        <TextInput
          label={t('words')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('apply')}
        </Button>
        <Checkbox
          label={t('neverCited')}
          checked={search.uncited === 'yes'}
          onChange={({ currentTarget }) => change({ uncited: currentTarget.checked ? 'yes' : undefined })}
        />
        <Checkbox
          label={t('noText')}
          checked={search.text === 'no'}
          onChange={({ currentTarget }) => change({ text: currentTarget.checked ? 'no' : undefined })}
        />
      </Group>
    </form>
  );
}
