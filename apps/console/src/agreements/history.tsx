import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useAsOf, useDates } from '../as-of/dates.js';
import { graphql } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { EVENT_LISTED } from '../events/event-said.js';
import { EventListed } from '../events/event-listed.js';
import { calledIn } from '../events/sentence.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useLanguage, useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

const HISTORY = graphql(
  `
    query History($id: ID!, $asOf: AsOf, $types: [String!], $first: Int, $after: String) {
      agreement(id: $id, asOf: $asOf) {
        history(types: $types, direction: DESC, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...EventListed
            position
          }
        }
      }
    }
  `,
  [EVENT_LISTED],
);

/** Every event of the agreement, the newest first: what it says, when it was recorded, and on what it rests. */
export function History({
  agreement: { agreementId: id, moments },
}: {
  readonly agreement: Pick<Agreement, 'agreementId' | 'moments'>;
}) {
  const { t } = useWords('agreement');
  const language = useLanguage();
  const asOf = useAsOf();
  const { fact: type = '' } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const all = usePages(HISTORY, { id, asOf, types: null }, (data) => data.agreement?.history);
  const some = usePages(HISTORY, { id, asOf, types: [type] }, (data) => data.agreement?.history, {
    enabled: type !== '',
  });
  const page = type === '' ? all : some;
  const types = [
    ...new Set([...(all.rows ?? []).map((event) => event.type), ...(type === '' ? [] : [type])]),
  ];
  const options = types
    .map((value) => ({ value, label: calledIn(value, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
  return (
    <Section
      title={t('history', { count: all.total ?? 0 })}
      id="history"
      action={
        types.length > 1 && (
          <NativeSelect
            className="no-print"
            size="xs"
            label={t('historyType')}
            value={type}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                to: '.',
                hash: 'history',
                resetScroll: false,
                search: (before: object) => ({ ...before, fact: value === '' ? undefined : value }),
              })
            }
            data={[{ value: '', label: t('historyAll') }, ...options]}
          />
        )
      }
    >
      <p className="lead">{t('historyNote')}</p>
      <Refused refusals={page.refusals} again={page.again} />
      {page.waiting && <Waiting />}
      <ol className="history" aria-busy={page.old}>
        {page.rows?.map((event) => (
          <li key={event.id}>
            <EventListed event={event} within={`agreement-${id}`} />
            <CompareBefore id={id} moments={moments} position={event.position} />
          </li>
        ))}
      </ol>
      {page.more}
    </Section>
  );
}

/** The way to what the ledger learned with an event: its answer as of the moment before, beside that of its own moment. */
function CompareBefore({
  id,
  moments,
  position,
}: {
  readonly id: string;
  readonly moments: Agreement['moments'];
  readonly position: string;
}) {
  const { t } = useWords('agreement');
  const { on } = useDates();
  const own = moments.findIndex((moment) => moment.position >= position);
  const [before, then] = [moments[own - 1], moments[own]];
  if (!before || !then) return null;
  return (
    <p className="event-note no-print">
      <Link
        to="/agreements/$id/compare"
        params={{ id }}
        search={{ on, known: undefined, at: before.position, on2: on, at2: then.position }}
      >
        {t('compareBefore')}
      </Link>
    </p>
  );
}
