import { FACT } from '../../asking/fragments.js';
import { graphql, type ResultOf } from '../../asking/graphql.js';

/** The event at fault, as it stands with the corrections in effect. */
export const EVENT = graphql(
  `
    query EventToCorrect($id: ID!, $asOf: AsOf) {
      event(id: $id, asOf: $asOf) {
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
    }
  `,
  [FACT],
);

export type EventAtFault = NonNullable<ResultOf<typeof EVENT>['event']>;
