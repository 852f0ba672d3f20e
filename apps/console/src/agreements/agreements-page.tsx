import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useAsOf } from '../as-of/dates.js';
import { FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { daysTyped } from '../frame/days-typed.js';
import { Page } from '../frame/page.js';
import { useMay } from '../session/viewer.js';
import { DataTable, type Column } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { Refused } from '../showing/refused.js';
import { FlagsShown, StatusShown, type Status } from '../showing/status.js';
import { TableDownloads } from '../showing/table-downloads.js';
import { TextIn } from '../showing/text-in.js';
import { useTyped } from '../showing/use-typed.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';
import { terms } from '../words/fr/terms.js';
import { agreements as words } from '../words/fr/agreements.js';

const AGREEMENTS = graphql(
  `
    query Agreements(
      $filter: AgreementFilter
      $sort: AgreementSort
      $asOf: AsOf
      $first: Int
      $after: String
    ) {
      agreements(filter: $filter, sort: $sort, asOf: $asOf, first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          agreementId
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

const STATUSES = Object.keys(terms.status) as Status[];
const FLAGS = Object.keys(terms.flag) as (keyof typeof terms.flag)[];
const IN_FORCE = ['YES', 'UNKNOWN', 'NO'] as const;
const SORTS = Object.keys(words.sort) as (keyof typeof words.sort)[];

/** The list of agreements. Its filter and its order stand in the address. */
export function AgreementsPage() {
  const { t } = useWords('agreements');
  const search = useSearch({ from: '__root__' });
  const asOf = useAsOf();
  const may = useMay('registerAgreement');
  const filter = filterOf(search);
  const sort = SORTS.find((one) => one === search.sort) ?? 'TITLE';
  const page = usePages(AGREEMENTS, { filter, sort, asOf }, (data) => data.agreements, {
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
      lead={page.total !== undefined && t('count', { count: page.total })}
      actions={may && <Link to="/import">{t('importList')}</Link>}
    >
      {/* What is typed and not applied yet stays when a choice is made beside it. */}
      <Filters />
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
      {page.rows?.length === 0 && <p>{filtered ? t('emptyFiltered') : t('empty')}</p>}
      {page.more}
      {page.rows && page.rows.length > 0 && <TableDownloads table="agreements" filter={filter} />}
    </Page>
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
      cell: ({ parties }) => (
        <span title={parties.map(({ organization }) => organization.name).join('\n')}>{parties.length}</span>
      ),
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
  ];
}

type Filter = NonNullable<Parameters<typeof filterOf>[0]>;

/** The filter that an address holds; what the schema does not know is left out. */
function filterOf(search: Readonly<Record<string, string | undefined>>) {
  const status = STATUSES.filter((one) => (search.status ?? '').split(',').includes(one));
  const flags = FLAGS.filter((one) => (search.flag ?? '').split(',').includes(one));
  const inForce = IN_FORCE.filter((one) => (search.inForce ?? '').split(',').includes(one));
  const certainty = (['CERTAIN', 'POSSIBLE'] as const).find((one) => one === search.certainty);
  return {
    ...(search.q && { text: search.q }),
    ...(status.length > 0 && { status }),
    ...(flags.length > 0 && { flags }),
    ...(certainty && { certainty }),
    ...(inForce.length > 0 && { inForce }),
    ...(search.kind && { kind: [search.kind] }),
    ...(search.party && { partyId: search.party }),
    ...(search.ends && { endsFrom: search.ends }),
    ...(search.endsBy && { endsTo: search.endsBy }),
  };
}

/** The fields of the filter; what is chosen is shown when it is applied, and then stands in the address. */
function Filters() {
  const { t } = useWords(['agreements', 'frame']);
  const words = useWords('terms').t;
  const search: Filter = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [text, setText] = useTyped(search.q ?? '');
  const [ends, setEnds] = useTyped(search.ends ?? '');
  const [endsBy, setEndsBy] = useTyped(search.endsBy ?? '');
  const first = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<readonly ('ends' | 'endsBy')[]>([]);
  const notADay = (field: 'ends' | 'endsBy') => wrong.includes(field) && t('frame:asOf.notADay');
  const change = (more: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...more }) });
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = daysTyped({ ends, endsBy });
    setWrong(typed.wrong);
    if (typed.wrong.length === 0) change({ q: text.trim(), ...typed.days });
  };
  const any = { value: '', label: t('filter.any') };
  return (
    <form className="filters no-print" role="search" aria-label={t('filter.title')} onSubmit={apply}>
      <Group align="flex-end" gap="xs">
        <TextInput
          ref={first}
          label={t('filter.text')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('filter.status')}
          value={search.status ?? ''}
          data={[any, ...STATUSES.map((value) => ({ value, label: words(`status.${value}`) }))]}
          onChange={(event) => change({ status: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.flag')}
          value={search.flag ?? ''}
          data={[any, ...FLAGS.map((value) => ({ value, label: words(`flag.${value}`) }))]}
          onChange={(event) => change({ flag: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.inForce')}
          value={search.inForce ?? ''}
          data={[any, ...IN_FORCE.map((value) => ({ value, label: t(`inForce.${value}`) }))]}
          onChange={(event) => change({ inForce: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('filter.certainty')}
          value={search.certainty ?? ''}
          data={[
            any,
            ...(['CERTAIN', 'POSSIBLE'] as const).map((value) => ({
              value,
              label: words(`certainty.${value}`),
            })),
          ]}
          onChange={(event) => change({ certainty: event.currentTarget.value })}
        />
        <TextInput
          label={t('filter.endsFrom')}
          value={ends}
          error={notADay('ends')}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <TextInput
          label={t('filter.endsTo')}
          value={endsBy}
          error={notADay('endsBy')}
          onChange={(event) => setEndsBy(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('filter.sort')}
          value={search.sort ?? 'TITLE'}
          data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
          onChange={(event) => change({ sort: event.currentTarget.value })}
        />
        <Button type="submit" variant="default">
          {t('filter.apply')}
        </Button>
        {Object.keys(filterOf(search)).length > 0 && (
          <Button
            variant="subtle"
            onClick={() => {
              // The button goes away: the focus goes on.
              first.current?.focus();
              change({
                q: undefined,
                status: undefined,
                flag: undefined,
                certainty: undefined,
                inForce: undefined,
                kind: undefined,
                party: undefined,
                ends: undefined,
                endsBy: undefined,
              });
            }}
          >
            {t('filter.clear')}
          </Button>
        )}
      </Group>
    </form>
  );
}
