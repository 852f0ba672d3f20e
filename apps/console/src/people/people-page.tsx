import { Link, useSearch } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { FACT, ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { Page } from '../frame/page.js';
import { useReadsLog } from '../session/viewer.js';
import { DataTable } from '../showing/data-table.js';
import { FactDay } from '../showing/day.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { Refused } from '../showing/refused.js';
import { Waiting } from '../showing/waiting.js';
import { OnlyFirst } from '../showing/only-first.js';
import { SearchField } from '../showing/search-field.js';
import { useWords } from '../words/index.js';

/** Who is not among the first is found by a longer name. */
const MOST = 50;

const PEOPLE = graphql(
  `
    query People($text: String!, $asOf: AsOf, $first: Int!) {
      people(text: $text, asOf: $asOf, first: $first) {
        personId
        displayName
        roles {
          title
          organization {
            ...OrganizationName
          }
          observed {
            ...Fact
          }
        }
      }
    }
  `,
  [FACT, ORGANIZATION_NAME],
);

type Person = NonNullable<ResultOf<typeof PEOPLE>['people']>[number];

/** People, found by their names: they are sealed, so there is no list of all. */
export function PeoplePage() {
  const { t } = useWords('people');
  const { q = '' } = useSearch({ from: '__root__' });
  const asOf = useAsOf();
  const readsLog = useReadsLog();
  const asked = useAnswer(PEOPLE, { text: q, asOf, first: MOST }, { enabled: readsLog && q !== '' });
  const people = q === '' ? undefined : asked.data?.people;
  if (!readsLog)
    return (
      <Page title={t('title')}>
        <p>{t('forbidden')}</p>
      </Page>
    );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <SearchField label={t('searchLabel')} />
      <Refused refusals={asked.refusals} again={asked.again} part={asked.data !== undefined} />
      {asked.waiting && <Waiting lines={4} />}
      {q === '' && <p className="quiet">{t('begin')}</p>}
      {people?.length === 0 && <p className="quiet">{t('nobody', { text: q })}</p>}
      {people && people.length > 0 && (
        <DataTable
          caption={t('count', { count: people.length })}
          rows={people}
          keyOf={({ personId }) => personId}
          old={asked.old}
          columns={[
            {
              key: 'name',
              head: t('name'),
              names: true,
              cell: ({ personId, displayName }) => (
                <Link to="/people/$id" params={{ id: personId }}>
                  {displayName ?? personId}
                </Link>
              ),
            },
            { key: 'roles', head: t('roleTitle'), cell: (person) => <Roles of={person} /> },
          ]}
        />
      )}
      {people?.length === MOST && (
        <OnlyFirst of={{ nodes: people, pageInfo: { hasNextPage: true } }}>{t('longer')}</OnlyFirst>
      )}
    </Page>
  );
}

function Roles({ of: { roles } }: { readonly of: Person }) {
  const { t } = useWords('people');
  if (roles.length === 0) return t('noRoles');
  return (
    <ul className="plain">
      {roles.map(({ title, organization, observed }, index) => (
        <li key={index}>
          {title ?? t('noTitle')}
          {organization && (
            <>
              {', '}
              <OrganizationLink of={organization} />
            </>
          )}{' '}
          · <FactDay fact={observed} form="short" />
        </li>
      ))}
    </ul>
  );
}
