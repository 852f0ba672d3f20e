import { graphql, type ResultOf } from '../asking/graphql.js';
import { EVENT_SAID } from '../events/event-said.js';

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
          text
          lang
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
            edtf
            point
            earliest
            latest
          }
          decidedBy {
            ...EventSaid
            provenance {
              kind
              quote
              lines {
                from
                to
              }
              source {
                sourceId
                kind
                issuer
                publishedOn
              }
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
          role
          certainty
          capacity
          organization {
            organizationId
            name
          }
          nameAsSigned {
            text
            lang
          }
          since {
            edtf
            point
            earliest
            latest
          }
          until {
            edtf
            point
            earliest
            latest
          }
          joinedBy {
            id
            type
          }
        }
        terms {
          kind
          duration
          noticeDays
          openEnded
          startsOn {
            edtf
            point
            earliest
            latest
          }
          currentEndsOn {
            edtf
            point
            earliest
            latest
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
            organizationId
            name
          }
          horizon {
            text
            lang
          }
          declared {
            edtf
            point
            earliest
            latest
          }
          event {
            id
          }
        }
        leads {
          organizationId
          name
        }
        objectives {
          code
          texts {
            text
            lang
          }
        }
        texts {
          docHash
          lang
          deposited {
            edtf
            point
            earliest
            latest
          }
        }
        meetings(first: 20) {
          nodes {
            meetingId
            title
            place
            state
            heldOn {
              edtf
              point
              earliest
              latest
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
  [EVENT_SAID],
);

export type Agreement = NonNullable<ResultOf<typeof AGREEMENT>['agreement']>;
