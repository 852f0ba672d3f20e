import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useAsOf } from '../as-of/dates.js';
import { AGREEMENT_NAME, FACT } from '../asking/fragments.js';
import { graphql } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { Page } from '../frame/page.js';
import { AgreementLink } from '../showing/agreement-link.js';
import { FactDay } from '../showing/day.js';
import { Listed } from '../showing/listed.js';
import { QueryShown } from '../showing/query-shown.js';
import { useWords } from '../words/index.js';
import { terms } from '../words/fr/terms.js';

const MEETINGS = graphql(
  `
    query Meetings($state: MeetingState, $asOf: AsOf, $first: Int, $after: String) {
      meetings(state: $state, asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          meetingId
          title
          place
          state
          heldOn {
            ...Fact
          }
          scheduledFor {
            ...Fact
          }
          agreement {
            ...AgreementName
          }
          committee {
            committeeId
            title
          }
        }
      }
    }
  `,
  [AGREEMENT_NAME, FACT],
);

const STATES = Object.keys(terms.meetingState) as (keyof typeof terms.meetingState)[];

/** The meetings, those that were held unless others are asked for. */
export function MeetingsPage() {
  const { t } = useWords(['meetings', 'terms']);
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const asOf = useAsOf();
  const state = STATES.find((one) => one === search.state) ?? 'HELD';
  const pages = usePages(MEETINGS, { state, asOf }, (data) => data.meetings);
  return (
    <Page title={t('title')} lead={pages.total !== undefined && t('count', { count: pages.total })}>
      <p className="no-print">
        <Link to="/missions">{t('missions')}</Link>
      </p>
      <div className="filters no-print">
        <NativeSelect
          label={t('state')}
          value={state}
          data={STATES.map((value) => ({ value, label: t(`terms:meetingState.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void navigate({ to: '.', search: (before: object) => ({ ...before, state: value }) });
          }}
        />
      </div>
      <Listed
        pages={pages}
        caption={t('title')}
        empty={t('empty')}
        keyOf={({ meetingId }) => meetingId}
        columns={[
          {
            key: 'title',
            head: t('meeting'),
            names: true,
            cell: ({ meetingId, title }) => (
              <Link to="/meetings/$id" params={{ id: meetingId }}>
                {title ?? meetingId}
              </Link>
            ),
          },
          {
            key: 'day',
            head: t('day'),
            cell: ({ heldOn, scheduledFor }) => {
              const day = heldOn ?? scheduledFor;
              return day && <FactDay fact={day} form="short" />;
            },
          },
          { key: 'place', head: t('place'), cell: ({ place }) => place },
          {
            key: 'about',
            head: t('about'),
            cell: ({ agreement, committee }) =>
              agreement ? (
                <AgreementLink of={agreement} />
              ) : (
                committee && (committee.title ?? committee.committeeId)
              ),
          },
        ]}
      />
      <QueryShown document={MEETINGS} variables={{ state, asOf }} />
    </Page>
  );
}
