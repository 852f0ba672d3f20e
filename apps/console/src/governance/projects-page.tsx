import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { Listed } from '../showing/listed.js';
import { MoneyShown } from '../showing/money.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { PROJECTS } from './governance-question.js';
import './governance.css';
import { GovernanceLinks, ProgrammeLink, NothingYet } from './links.js';
import './words.js';

/** The projects. */
export function ProjectsPage() {
  const { t } = useWords(['governance', 'terms']);
  const variables = { asOf: useAsOf() };
  const pages = usePages(PROJECTS, variables, (data) => data.projects);
  return (
    <Page title={t('projects')} lead={pages.total !== undefined && t('projectCount', { count: pages.total })}>
      <GovernanceLinks />
      <Listed
        pages={pages}
        caption={t('projects')}
        empty={<NothingYet command="proposeProject" />}
        keyOf={({ projectId }) => projectId}
        columns={[
          {
            key: 'title',
            head: t('project'),
            names: true,
            cell: ({ projectId, title }) => (
              <Link to="/projects/$id" params={{ id: projectId }}>
                {title ?? projectId}
              </Link>
            ),
          },
          {
            key: 'promoter',
            head: t('promoter'),
            cell: ({ promoter }) => <OrganizationLink of={promoter} />,
          },
          {
            key: 'programme',
            head: t('programme'),
            cell: ({ programme }) => programme && <ProgrammeLink of={programme} />,
          },
          { key: 'state', head: t('state'), cell: ({ state }) => t(`terms:projectState.${state}`) },
          {
            key: 'amount',
            head: t('amount'),
            align: 'end',
            cell: ({ amount }) => amount && <MoneyShown of={amount} />,
          },
          { key: 'aid', head: t('aid'), align: 'end', cell: ({ aid }) => aid && <MoneyShown of={aid} /> },
        ]}
      />
      <QueryShown document={PROJECTS} variables={variables} />
    </Page>
  );
}
