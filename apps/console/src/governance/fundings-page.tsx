import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { FactDay } from '../showing/day.js';
import { Listed } from '../showing/listed.js';
import { MoneyShown } from '../showing/money.js';
import { OrganizationLink } from '../showing/organization-link.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { FUNDINGS } from './governance-question.js';
import './governance.css';
import { GovernanceLinks, NothingYet } from './links.js';
import './words.js';

/** The funding that was awarded. */
export function FundingsPage() {
  const { t } = useWords('governance');
  const variables = { asOf: useAsOf() };
  const pages = usePages(FUNDINGS, variables, (data) => data.fundings);
  return (
    <Page title={t('fundings')} lead={pages.total !== undefined && t('fundingCount', { count: pages.total })}>
      <GovernanceLinks />
      <Listed
        pages={pages}
        caption={t('fundings')}
        empty={<NothingYet command="awardFunding" />}
        keyOf={({ fundingId }) => fundingId}
        columns={[
          {
            key: 'amount',
            head: t('amount'),
            names: true,
            cell: ({ fundingId, amount }) => (
              <Link to="/fundings/$id" params={{ id: fundingId }}>
                <MoneyShown of={amount} />
              </Link>
            ),
          },
          { key: 'funder', head: t('funder'), cell: ({ funder }) => <OrganizationLink of={funder} /> },
          {
            key: 'beneficiary',
            head: t('beneficiary'),
            cell: ({ beneficiary }) => <OrganizationLink of={beneficiary} />,
          },
          {
            key: 'awarded',
            head: t('awarded'),
            cell: ({ awarded }) => <FactDay fact={awarded} form="short" />,
          },
        ]}
      />
      <QueryShown document={FUNDINGS} variables={variables} />
    </Page>
  );
}
