import { AGREEMENT_NAME, FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { graphql, type ResultOf } from '../asking/graphql.js';
import { CITED, EVENT_SAID, PLACE } from '../events/event-said.js';

/** The part of an organisation: since when, until when, by whom it signed, and on what that rests. */
const PART = graphql(
  `
    fragment Part on Participation {
      role
      certainty
      suspended
      capacity
      organization {
        ...OrganizationName
      }
      nameAsSigned {
        ...Text
      }
      since {
        ...Fact
      }
      until {
        ...Fact
      }
      joinedBy {
        id
        provenance {
          ...Place
        }
      }
      leftBy {
        id
        provenance {
          ...Place
        }
      }
      succeededBy {
        ...OrganizationName
      }
      signedBy {
        personId
        displayName
      }
    }
  `,
  [FACT, ORGANIZATION_NAME, PLACE, TEXT],
);

/** All that the page of an agreement shows, in one question. */
export const AGREEMENT = graphql(
  `
    query Agreement($id: ID!, $asOf: AsOf) {
      agreement(id: $id, asOf: $asOf) {
        agreementId
        kind
        binding
        openToAccession
        instrumentLabel
        titles {
          ...Text
        }
        asOf {
          validOn
          position
        }
        status {
          status
          certainty
          possible
          inForce
          flags
          since {
            ...Fact
          }
          decidedBy {
            ...EventSaid
            provenance {
              ...Cited
            }
          }
        }
        line {
          validFrom
          validTo
          status
          certainty
          possible
          knownFrom {
            position
            recordedAt
          }
          knownTo {
            position
          }
        }
        moments {
          recordedAt
          recordedBy
          facts
          position
          sources {
            sourceId
          }
        }
        parties {
          ...Part
        }
        left: participations(roles: [WITHDRAWN, SUCCEEDED]) {
          ...Part
        }
        terms {
          kind
          duration
          noticeDays
          openEnded
          startsOn {
            ...Fact
          }
          currentEndsOn {
            ...Fact
          }
          setBy {
            id
            type
          }
        }
        intents {
          kind
          state
          certainty
          ageDays
          expectedBy
          organization {
            ...OrganizationName
          }
          horizon {
            ...Text
          }
          declared {
            ...Fact
          }
          event {
            id
          }
        }
        closesOn
        eligible {
          ...OrganizationName
        }
        suspensions {
          until
          from {
            ...Fact
          }
          to {
            ...Fact
          }
          organizations {
            ...OrganizationName
          }
          event {
            id
          }
        }
        amendments {
          instrument
          changes {
            member
            before
            after
          }
          effective {
            ...Fact
          }
          event {
            id
          }
        }
        reviews {
          id
          outcome
          dueOn {
            ...Fact
          }
          heldOn {
            ...Fact
          }
          text {
            ...Text
          }
        }
        supersededBy {
          ...AgreementName
        }
        supersedes {
          ...AgreementName
        }
        disputes {
          id
          member
          open
          outcome
          statement
          raised {
            ...Fact
          }
          target {
            ...EventSaid
          }
          alternatives {
            value
            citation {
              ...Cited
            }
          }
          resolution {
            id
          }
        }
        passedOver {
          because
          event {
            ...EventSaid
          }
        }
        leadRoles {
          role
          organization {
            ...OrganizationName
          }
          designated {
            ...Fact
          }
        }
        sectors {
          ...Text
        }
        identifiers {
          scheme
          value
        }
        objectives {
          code
          texts {
            ...Text
          }
        }
        texts {
          docHash
          lang
          deposited {
            ...Fact
          }
        }
        meetings(first: 20) {
          nodes {
            meetingId
            title
            place
            state
            heldOn {
              ...Fact
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
          }
        }
        sources {
          sourceId
          kind
          issuer
          publishedOn
          sha256
        }
      }
    }
  `,
  [AGREEMENT_NAME, CITED, EVENT_SAID, FACT, ORGANIZATION_NAME, PART, TEXT],
);

export type Agreement = NonNullable<ResultOf<typeof AGREEMENT>['agreement']>;

export type Part = Agreement['parties'][number];
