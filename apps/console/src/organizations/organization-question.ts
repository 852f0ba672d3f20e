import { AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { EVENT_LISTED } from '../events/event-said.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

/** All that the page of an organisation shows, in one question; people only for who may read them. */
export const ORGANIZATION = graphql(
  `
    query Organization($id: ID!, $people: Boolean!, $asOf: AsOf) {
      organization(id: $id, asOf: $asOf) {
        organizationId
        name
        names {
          text
          lang
          use
          certainty
          knownSince
        }
        asOf {
          validOn
        }
        kind
        jurisdiction
        regions
        legalPersonality
        record
        foundedOn {
          ...Fact
        }
        identifiers {
          scheme
          value
        }
        sameName {
          ...OrganizationName
        }
        relations {
          type
          organization {
            ...OrganizationName
          }
          effective {
            ...Fact
          }
        }
        designations {
          text {
            ...Text
          }
          grantedBy {
            ...Text
          }
          observed {
            ...Fact
          }
        }
        representative {
          ...OrganizationName
        }
        sameAs {
          ...OrganizationName
        }
        mergedInto {
          ...OneMerger
        }
        mergers {
          ...OneMerger
        }
        agreements(first: 100) {
          pageInfo {
            hasNextPage
          }
          totalCount
          nodes {
            ...AgreementName
            status {
              status
              certainty
            }
            participations {
              role
              certainty
              capacity
              organization {
                organizationId
              }
              since {
                ...Fact
              }
              until {
                ...Fact
              }
            }
          }
        }
        inheritedAgreements(first: 100) {
          pageInfo {
            hasNextPage
          }
          nodes {
            ...AgreementName
          }
        }
        fundings(first: 50) {
          pageInfo {
            hasNextPage
          }
          nodes {
            fundingId
            funder {
              ...OrganizationName
            }
            beneficiary {
              ...OrganizationName
            }
            amount {
              value
              currency
            }
            awarded {
              ...Fact
            }
          }
        }
        peopleCount
        people @include(if: $people) {
          title
          current
          certainty
          person {
            personId
            displayName
          }
          observed {
            ...Fact
          }
        }
      }
    }
  `,
  [
    AGREEMENT_NAME,
    FACT,
    ORGANIZATION_NAME,
    TEXT,
    graphql(
      `
        fragment OneMerger on Merger {
          certainty
          successor {
            ...OrganizationName
          }
          predecessors {
            ...OrganizationName
          }
          effective {
            ...Fact
          }
        }
      `,
      [FACT, ORGANIZATION_NAME],
    ),
  ],
);

export type Organization = NonNullable<ResultOf<typeof ORGANIZATION>['organization']>;

/** The events of an organisation. */
export const ORGANIZATION_HISTORY = graphql(
  `
    query OrganizationHistory($id: ID!, $asOf: AsOf, $first: Int, $after: String) {
      organization(id: $id, asOf: $asOf) {
        history(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...EventListed
          }
        }
      }
    }
  `,
  [EVENT_LISTED],
);
