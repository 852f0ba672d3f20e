import { Link } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { Listed } from '../showing/listed.js';
import { MoneyShown } from '../showing/money.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { ENVELOPES } from './governance-question.js';
import './governance.css';
import { GovernanceLinks, NothingYet } from './links.js';
import './words.js';

/** The envelopes: what each fund has left in each region. */
export function EnvelopesPage() {
  const { t } = useWords('governance');
  const variables = { asOf: useAsOf() };
  const pages = usePages(ENVELOPES, variables, (data) => data.envelopes);
  return (
    <Page
      title={t('envelopes')}
      lead={pages.total !== undefined && t('envelopeCount', { count: pages.total })}
    >
      <GovernanceLinks />
      <Listed
        pages={pages}
        caption={t('envelopes')}
        empty={<NothingYet command="allotEnvelope" />}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'fund',
            head: t('fund'),
            names: true,
            cell: ({ fund, region }) => (
              <Link to="/envelopes/$fund/$region" params={{ fund, region }}>
                {fund} · {region}
              </Link>
            ),
          },
          ...(['allotted', 'committed', 'released', 'available'] as const).map((name) => ({
            key: name,
            head: t(name),
            align: 'end' as const,
            cell: (row: Readonly<Record<typeof name, { value: string; currency: string }>>) => (
              <MoneyShown of={row[name]} />
            ),
          })),
          { key: 'overdrawn', head: t('overdrawn'), cell: ({ overdrawn }) => overdrawn && t('isOverdrawn') },
        ]}
      />
      <QueryShown document={ENVELOPES} variables={variables} />
    </Page>
  );
}
