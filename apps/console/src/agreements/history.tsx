import { daysBetween } from '@entente/domain';
import { useAsOf } from '../as-of/dates.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { usePages } from '../asking/use-pages.js';
import { dayOfInstant } from '../days/instants.js';
import { useLedger } from '../session/viewer.js';
import { FactDay, InstantShown } from '../showing/day.js';
import { Refused } from '../showing/refused.js';
import { Section } from '../showing/section.js';
import { Waiting } from '../showing/waiting.js';
import { useWords } from '../words/index.js';

const HISTORY = graphql(`
  query History($id: ID!, $asOf: AsOf, $first: Int, $after: String) {
    agreement(id: $id, asOf: $asOf) {
      history(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          type
          revision
          recordedAt
          recordedBy
          standing
          occurred {
            edtf
            point
            earliest
            latest
          }
          provenance {
            kind
            quote
            lines {
              from
              to
            }
            source {
              sourceId
            }
          }
          overrides {
            rule
            reason
          }
        }
      }
    }
  }
`);

type Event = NonNullable<ResultOf<typeof HISTORY>['agreement']>['history']['nodes'][number];

/** Every event of the agreement, with the day it happened and the day it was recorded. */
export function History({ id }: { readonly id: string }) {
  const { t } = useWords('agreement');
  const asOf = useAsOf();
  const page = usePages(HISTORY, { id, asOf }, (data) => data.agreement?.history);
  return (
    <Section title={t('history', { count: page.total ?? 0 })} id="history">
      <p className="lead">{t('historyNote')}</p>
      <Refused refusals={page.refusals} again={page.again} />
      {page.waiting && <Waiting />}
      <ol className="history">
        {page.rows?.map((event) => (
          <HistoryItem key={event.id} event={event} />
        ))}
      </ol>
      {page.more}
    </Section>
  );
}

function HistoryItem({ event }: { readonly event: Event }) {
  const { t } = useWords(['agreement', 'terms']);
  const { timeZone } = useLedger();
  const late = daysBetween(event.occurred.point, dayOfInstant(event.recordedAt, timeZone));
  return (
    <li>
      <code>{event.type}</code> <FactDay fact={event.occurred} />
      <small>
        {t('recorded')} <InstantShown instant={event.recordedAt} />
        {late > 0 && ` · ${t('late', { count: late })}`}
        {event.standing !== 'IN_EFFECT' && ` · ${t(`terms:standing.${event.standing}`)}`}
      </small>
    </li>
  );
}
