import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { FACT, ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { FactDay } from '../showing/day.js';
import { Listed } from '../showing/listed.js';
import { QueryShown } from '../showing/query-shown.js';
import { OrganizationLinks } from '../showing/organization-link.js';
import { countryName } from '../showing/named-codes.js';
import { useLanguage, useWords } from '../words/index.js';

const MISSIONS = graphql(
  `
    query Missions($asOf: AsOf, $first: Int, $after: String) {
      missions(asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          missionId
          destination
          undertaken {
            ...Fact
          }
          organizers {
            ...OrganizationName
          }
        }
      }
    }
  `,
  [FACT, ORGANIZATION_NAME],
);

/** The missions. */
export function MissionsPage() {
  const { t } = useWords('meetings');
  const asOf = useAsOf();
  const language = useLanguage();
  const pages = usePages(MISSIONS, { asOf }, (data) => data.missions);
  return (
    <Page title={t('missions')} lead={pages.total !== undefined && t('missionCount', { count: pages.total })}>
      <p className="no-print">
        <Link to="/meetings">{t('title')}</Link>
      </p>
      <Listed
        pages={pages}
        caption={t('missions')}
        empty={t('noMissions')}
        keyOf={({ missionId }) => missionId}
        columns={[
          {
            key: 'destination',
            head: t('destination'),
            names: true,
            cell: ({ missionId, destination }) => (
              <Link to="/missions/$id" params={{ id: missionId }}>
                {countryName(destination, language)}
              </Link>
            ),
          },
          {
            key: 'day',
            head: t('day'),
            cell: ({ undertaken }) => <FactDay fact={undertaken} form="short" />,
          },
          {
            key: 'organizers',
            head: t('organizers'),
            cell: ({ organizers }) => <OrganizationLinks of={organizers} />,
          },
        ]}
      />
      <QueryShown document={MISSIONS} variables={{ asOf }} />
    </Page>
  );
}
