import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { FactDay } from '../showing/day.js';
import { Listed } from '../showing/listed.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { RESOLUTIONS } from './governance-question.js';
import './governance.css';
import { CommitteeLink, GovernanceLinks, NothingYet } from './links.js';
import './words.js';

/** The resolutions. */
export function ResolutionsPage() {
  const { t } = useWords(['governance', 'terms']);
  const variables = { asOf: useAsOf() };
  const pages = usePages(RESOLUTIONS, variables, (data) => data.resolutions);
  return (
    <Page
      title={t('resolutions')}
      lead={pages.total !== undefined && t('resolutionCount', { count: pages.total })}
    >
      <GovernanceLinks />
      <Listed
        pages={pages}
        caption={t('resolutions')}
        empty={<NothingYet command="proposeResolution" />}
        keyOf={({ resolutionId }) => resolutionId}
        columns={[
          {
            key: 'title',
            head: t('resolution'),
            names: true,
            cell: ({ resolutionId, title }) => (
              <Link to="/resolutions/$id" params={{ id: resolutionId }}>
                {title ?? resolutionId}
              </Link>
            ),
          },
          {
            key: 'committee',
            head: t('committee'),
            cell: ({ committee }) => <CommitteeLink of={committee} />,
          },
          { key: 'state', head: t('state'), cell: ({ state }) => t(`terms:resolutionState.${state}`) },
          {
            key: 'proposed',
            head: t('proposed'),
            cell: ({ proposed }) => <FactDay fact={proposed} form="short" />,
          },
          {
            key: 'decided',
            head: t('decided'),
            cell: ({ decided }) => decided && <FactDay fact={decided} form="short" />,
          },
        ]}
      />
      <QueryShown document={RESOLUTIONS} variables={variables} />
    </Page>
  );
}
