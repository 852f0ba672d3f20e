import { useAsOf } from '../as-of/dates.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { EventSentence } from '../events/event-sentence.js';
import { EVENT_SAID } from '../events/event-said.js';
import { useWords } from '../words/index.js';
import type { Agreement } from './agreement-question.js';

/** How many facts of a moment are said; the others are counted. */
const MOST = 3;

const LEARNED = graphql(
  `
    query Learned($id: ID!, $asOf: AsOf) {
      agreement(id: $id, asOf: $asOf) {
        history(direction: DESC, first: 200) {
          nodes {
            ...EventSaid
            position
          }
        }
      }
    }
  `,
  [EVENT_SAID],
);

type Event = NonNullable<ResultOf<typeof LEARNED>['agreement']>['history']['nodes'][number];

/** What the ledger learned of an agreement at each moment, by its position, once it is asked for: of the last 200 facts. */
export function useLearned(
  { agreementId, moments }: Pick<Agreement, 'agreementId' | 'moments'>,
  enabled: boolean,
): ReadonlyMap<string, readonly Event[]> {
  const { data } = useAnswer(LEARNED, { id: agreementId, asOf: useAsOf() }, { enabled });
  const events = data?.agreement?.history.nodes.toReversed() ?? [];
  return Map.groupBy(
    events,
    (event) => moments.find(({ position }) => position >= event.position)?.position ?? '',
  );
}

/** What the ledger learned at a moment, in the sentences of the history. */
export function Learned({ events, within }: { readonly events: readonly Event[]; readonly within: string }) {
  const { t } = useWords('agreement');
  if (events.length === 0) return null;
  const more = events.length - MOST;
  return (
    <ul className="plain learned">
      {events.slice(0, MOST).map((event) => (
        <li key={event.id}>
          <small>
            <EventSentence event={event} within={within} />
          </small>
        </li>
      ))}
      {more > 0 && (
        <li>
          <small>{t('picture.more', { count: more })}</small>
        </li>
      )}
    </ul>
  );
}
