import { graphql, type ResultOf } from '../asking/graphql.js';
import { EVENT_SAID } from '../events/event-said.js';

/** All that the page of a source shows, in one question. */
export const SOURCE = graphql(
  `
    query Source($id: ID!) {
      source(id: $id) {
        sourceId
        kind
        issuer
        publishedOn
        depositedAt
        lang
        file
        sha256
        textLines
        timesCited
        lines {
          number
          text
        }
        citedBy(first: 100) {
          totalCount
          nodes {
            kind
            quote
            lines {
              from
              to
            }
            event {
              ...EventSaid
            }
          }
        }
      }
    }
  `,
  [EVENT_SAID],
);

/** A source as its page shows it. */
export type Source = NonNullable<ResultOf<typeof SOURCE>['source']>;
