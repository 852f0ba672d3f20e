import { useAsOf } from '../as-of/dates.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { FactDay } from '../showing/day.js';
import { Listed } from '../showing/listed.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { COMMITTEES } from './governance-question.js';
import './governance.css';
import { CommitteeLink, GovernanceLinks, ProgrammeLink, useCode, NothingYet } from './links.js';
import './words.js';

/** The committees, and the way to the other lists of governance. */
export function CommitteesPage() {
  const { t } = useWords('governance');
  const inWords = useCode();
  const variables = { asOf: useAsOf() };
  const pages = usePages(COMMITTEES, variables, (data) => data.committees);
  return (
    <Page
      title={t('committees')}
      lead={pages.total !== undefined && t('committeeCount', { count: pages.total })}
    >
      <GovernanceLinks />
      <Listed
        pages={pages}
        caption={t('committees')}
        empty={<NothingYet command="establishCommittee" />}
        keyOf={({ committeeId }) => committeeId}
        columns={[
          {
            key: 'title',
            head: t('committee'),
            names: true,
            cell: (committee) => <CommitteeLink of={committee} />,
          },
          { key: 'kind', head: t('kind'), cell: ({ kind }) => inWords(kind) },
          {
            key: 'programme',
            head: t('programme'),
            cell: ({ programme }) => programme && <ProgrammeLink of={programme} />,
          },
          { key: 'regions', head: t('regions'), cell: ({ regions }) => regions.join(', ') },
          {
            key: 'established',
            head: t('established'),
            cell: ({ established }) => <FactDay fact={established} form="short" />,
          },
          {
            key: 'dissolved',
            head: t('dissolved'),
            cell: ({ dissolved }) => dissolved && <FactDay fact={dissolved} form="short" />,
          },
        ]}
      />
      <QueryShown document={COMMITTEES} variables={variables} />
    </Page>
  );
}
