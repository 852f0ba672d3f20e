import { AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

/** All that the page of a meeting shows. */
export const MEETING = graphql(
  `
    query Meeting($id: ID!, $asOf: AsOf) {
      meeting(id: $id, asOf: $asOf) {
        meetingId
        title
        ordinal
        state
        record
        place
        startLocal
        endLocal
        timeZone
        workshops
        themes
        heldOn {
          ...Fact
        }
        scheduledFor {
          ...Fact
        }
        agreement {
          ...AgreementName
        }
        committee {
          committeeId
          title
        }
        host {
          ...OrganizationName
        }
        participantsPerWorkshop {
          min
          approx
          text {
            ...Text
          }
        }
        chairs {
          ...Text
        }
        attendance {
          capacity
          organization {
            ...OrganizationName
          }
        }
        guests {
          capacity
          person {
            personId
            displayName
          }
        }
        actionTracks {
          code
          due
          texts {
            ...Text
          }
          owner {
            ...OrganizationName
          }
        }
        minutes {
          docHash
          lang
          pages
          deposited {
            ...Fact
          }
        }
      }
    }
  `,
  [AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT],
);

export type Meeting = NonNullable<ResultOf<typeof MEETING>['meeting']>;
