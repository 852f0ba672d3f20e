import { FACT } from '../../asking/fragments.js';
import { graphql, type ResultOf } from '../../asking/graphql.js';

/** The stream of the event at fault. */
export const STREAM = graphql(`
  query StreamToCorrect($id: ID!) {
    event(id: $id) {
      stream
    }
  }
`);

/** The event at fault, as it stands with the corrections in effect, and how far its stream has come. */
export const EVENT = graphql(
  `
    query EventToCorrect($id: ID!, $stream: ID!) {
      event(id: $id) {
        id
        type
        stream
        revision
        recordedAt
        standing
        current
        currentOccurred {
          ...Fact
        }
        currentEffective {
          ...Fact
        }
      }
      events(stream: $stream, direction: DESC, first: 1) {
        nodes {
          revision
        }
      }
    }
  `,
  [FACT],
);

export type EventAtFault = NonNullable<ResultOf<typeof EVENT>['event']>;
