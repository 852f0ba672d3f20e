import { FACT, ORGANIZATION_NAME } from '../asking/fragments.js';
import { EVENT_LISTED } from '../events/event-said.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

/** What two answers about an agreement do not say alike. */
export const COMPARE = graphql(
  `
    query Compare($id: ID!, $from: AsOf!, $to: AsOf!) {
      compare(id: $id, from: $from, to: $to) {
        worldChanged
        knowledgeChanged
        from {
          validOn
          position
        }
        to {
          validOn
          position
        }
        changes {
          subject
          key
          before
          between
          after
          causes
          learnedFrom {
            ...EventListed
          }
          decidedBy {
            ...EventListed
          }
        }
      }
    }
  `,
  [EVENT_LISTED],
);

/** What the page says around a comparison: names, and what the ready-made ones are made of. As known now. */
export const COMPARED = graphql(
  `
    query ComparedAgreement($id: ID!, $stream: ID!) {
      agreement(id: $id) {
        agreementId
        titles {
          text
          lang
        }
        moments {
          position
          recordedAt
          facts
        }
        participations {
          organization {
            ...OrganizationName
          }
          joined {
            ...Fact
          }
        }
        intents {
          organization {
            ...OrganizationName
          }
          event {
            id
          }
        }
        leads {
          ...OrganizationName
        }
      }
      rectificationLog(stream: $stream, first: 1) {
        nodes {
          event {
            position
          }
        }
      }
    }
  `,
  [ORGANIZATION_NAME, FACT],
);

export type Comparison = NonNullable<ResultOf<typeof COMPARE>['compare']>;
export type Change = Comparison['changes'][number];
export type Compared = NonNullable<ResultOf<typeof COMPARED>['agreement']>;
