import { graphql, type ResultOf } from '../../asking/graphql.js';

/** The event at fault, as it stands with the corrections in effect. */
export const EVENT = graphql(`
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
        edtf
        point
        earliest
        latest
        basis
      }
      currentEffective {
        edtf
        point
        earliest
        latest
        basis
      }
    }
  }
`);

export type EventAtFault = NonNullable<ResultOf<typeof EVENT>['event']>;
