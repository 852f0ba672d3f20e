import { graphql, type ResultOf } from '../asking/graphql.js';
import { FACT } from '../asking/fragments.js';
import { EVENT_LISTED } from '../events/event-said.js';

/** An agreement as the desk names it. */
const AGREEMENT_NAMED = graphql(
  `
    fragment AgreementNamed on Agreement {
      agreementId
      titles {
        text
        lang
      }
      status {
        status
        certainty
        decidedBy {
          id
          stream
        }
      }
      term {
        currentEndsOn {
          ...Fact
        }
        noticeDeadline
      }
    }
  `,
  [FACT],
);

/** The first members of a list. */
const BLOCK = graphql(
  `
    fragment Block on AgreementConnection {
      nodes {
        ...AgreementNamed
      }
    }
  `,
  [AGREEMENT_NAMED],
);

/** All that the desk shows, in one request: at the dates of the page, and of the log, of which dates change nothing. */
export const DESK = graphql(
  `
    query Desk($asOf: AsOf, $lateDays: Int!, $within: Int!, $by: String) {
      # Of all the flags at once: each list by itself would look through all agreements.
      counted: agreementFacets(asOf: $asOf) {
        flags(among: [NOTICE_WINDOW, PRESUMED, DISPUTED, DORMANT, PASSED_OVER, TEXT_MISSING, TERM_UNKNOWN]) {
          flag
          count
        }
      }
      expiring(withinDays: $within, asOf: $asOf, first: 5) {
        totalCount
        ...Block
      }
      notice: agreements(filter: { flags: [NOTICE_WINDOW] }, sort: END_DATE, asOf: $asOf, first: 5) {
        ...Block
      }
      uncertain: agreements(filter: { certainty: POSSIBLE }, asOf: $asOf, first: 5) {
        totalCount
        ...Block
      }
      presumed: agreements(filter: { flags: [PRESUMED] }, asOf: $asOf, first: 5) {
        ...Block
      }
      disputed: agreements(filter: { flags: [DISPUTED] }, asOf: $asOf, first: 5) {
        ...Block
      }
      dormant: agreements(filter: { flags: [DORMANT] }, asOf: $asOf, first: 5) {
        ...Block
      }
      passedOver: agreements(filter: { flags: [PASSED_OVER] }, asOf: $asOf, first: 5) {
        ...Block
      }
      openIntents(asOf: $asOf, first: 50) {
        totalCount
        nodes {
          kind
          ageDays
          horizon {
            text
            lang
          }
          expectedBy
          event {
            id
          }
          organization {
            organizationId
            name
          }
          agreement {
            ...AgreementNamed
          }
        }
      }
      uncited: sources(filter: { uncited: true }, asOf: $asOf, first: 1) {
        totalCount
      }
      withoutText: sources(filter: { hasText: false }, asOf: $asOf, first: 1) {
        totalCount
      }
      dataQuality(asOf: $asOf) {
        facts
        byBasis {
          key
          count
        }
      }
      overridden: events(overridden: true, direction: DESC, first: 5) {
        totalCount
        nodes {
          ...EventListed
        }
      }
      late: events(lateDays: $lateDays, direction: DESC, first: 1) {
        totalCount
      }
      latest: events(recordedBy: $by, direction: DESC, first: 8) {
        totalCount
        nodes {
          ...EventListed
        }
      }
    }
  `,
  [BLOCK, AGREEMENT_NAMED, EVENT_LISTED],
);

/** What the desk was answered. */
export type DeskAnswered = ResultOf<typeof DESK>;

/** How many agreements have a flag that the desk counts; undefined where that was refused. */
export function flagged(
  { counted }: DeskAnswered,
  flag: NonNullable<DeskAnswered['counted']>['flags'][number]['flag'],
): number | undefined {
  return counted ? (counted.flags.find((one) => one.flag === flag)?.count ?? 0) : undefined;
}

/** An agreement of one of its blocks. */
export type AgreementOnDesk = NonNullable<DeskAnswered['uncertain']>['nodes'][number];
