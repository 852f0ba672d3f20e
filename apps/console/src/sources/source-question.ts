import { graphql, type ResultOf } from '../asking/graphql.js';
import { EVENT_SAID } from '../events/event-said.js';

/** What the page of a source shows of it, in one question. */
export const SOURCE = graphql(`
  query Source($id: ID!) {
    source(id: $id) {
      sourceId
      kind
      issuer
      publishedOn
      depositedAt
      lang
      file
      fileKept
      sha256
      textLines
      timesCited
      lines {
        number
        text
      }
    }
  }
`);

/** What cites it, which may be thousands of facts. */
export const CITATIONS = graphql(
  `
    query SourceCitations($id: ID!, $first: Int, $after: String) {
      source(id: $id) {
        citedBy(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
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

/** A citation of it. */
export type Cited = NonNullable<ResultOf<typeof CITATIONS>['source']>['citedBy']['nodes'][number];
