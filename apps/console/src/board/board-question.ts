import { AGREEMENT_NAME, FACT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

const ROW = graphql(
  `
    fragment BoardRow on Agreement {
      ...AgreementName
      status {
        status
        certainty
      }
      term {
        currentEndsOn {
          ...Fact
        }
      }
      parties {
        organization {
          organizationId
          name
        }
      }
    }
  `,
  [AGREEMENT_NAME, FACT],
);

/** What the board is told beside the charts. */
export const BOARD = graphql(
  `
    query Board($days: Int!, $asOf: AsOf) {
      stats(asOf: $asOf) {
        asOf {
          validOn
        }
        openIntents
        organizations
        agreements {
          known
          signed
          inForce
          perhapsInForce
        }
      }
      expiring(withinDays: $days, asOf: $asOf, first: 200) {
        totalCount
        nodes {
          ...BoardRow
        }
      }
      agreements(filter: { inForce: [YES] }, sort: TITLE, asOf: $asOf, first: 200) {
        totalCount
        nodes {
          ...BoardRow
        }
      }
    }
  `,
  [ROW],
);

export type BoardRow = NonNullable<ResultOf<typeof BOARD>['agreements']>['nodes'][number];
