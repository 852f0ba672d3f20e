import { FACT, ORGANIZATION_NAME, TEXT } from '../asking/fragments.js';
import { EVENT_LISTED } from '../events/event-said.js';
import { graphql, type ResultOf } from '../asking/graphql.js';

/** An amount of money. */
export const MONEY = graphql(`
  fragment Money on Money {
    value
    currency
  }
`);

/** A committee by its title. */
export const COMMITTEE_NAME = graphql(`
  fragment CommitteeName on Committee {
    committeeId
    title
    kind
  }
`);

/** A programme by its title. */
export const PROGRAMME_NAME = graphql(`
  fragment ProgrammeName on Programme {
    programmeId
    title
  }
`);

/** The committees. */
export const COMMITTEES = graphql(
  `
    query Committees($text: String, $asOf: AsOf, $first: Int, $after: String) {
      committees(text: $text, asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...CommitteeName
          regions
          established {
            ...Fact
          }
          dissolved {
            ...Fact
          }
          programme {
            ...ProgrammeName
          }
        }
      }
    }
  `,
  [COMMITTEE_NAME, FACT, PROGRAMME_NAME],
);

/** One committee; the names of people only for who may read them. */
export const COMMITTEE = graphql(
  `
    query Committee($id: ID!, $people: Boolean!, $asOf: AsOf) {
      committee(id: $id, asOf: $asOf) {
        ...CommitteeName
        regions
        record
        members {
          ...Text
        }
        established {
          ...Fact
        }
        dissolved {
          ...Fact
        }
        programme {
          ...ProgrammeName
        }
        organization {
          ...OrganizationName
        }
        bylaw {
          topics
          mandateLength
          frequency
          conflictRule
          docHash
          quorum {
            members
            share
          }
          adopted {
            ...Fact
          }
        }
        mandates(all: true) {
          id
          seat
          certainty
          person @include(if: $people) {
            personId
            displayName
          }
          from {
            ...Fact
          }
          endsOn {
            ...Fact
          }
          ended {
            ...Fact
          }
        }
        resolutions(first: 50) {
          pageInfo {
            hasNextPage
          }
          totalCount
          nodes {
            resolutionId
            title
            state
            proposed {
              ...Fact
            }
          }
        }
        history(first: 50) {
          pageInfo {
            hasNextPage
          }
          nodes {
            ...EventListed
          }
        }
      }
    }
  `,
  [COMMITTEE_NAME, EVENT_LISTED, FACT, ORGANIZATION_NAME, PROGRAMME_NAME, TEXT],
);

export type Committee = NonNullable<ResultOf<typeof COMMITTEE>['committee']>;

/** The resolutions. */
export const RESOLUTIONS = graphql(
  `
    query Resolutions($state: ResolutionState, $asOf: AsOf, $first: Int, $after: String) {
      resolutions(state: $state, asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          resolutionId
          title
          state
          committee {
            ...CommitteeName
          }
          proposed {
            ...Fact
          }
          decided {
            ...Fact
          }
        }
      }
    }
  `,
  [COMMITTEE_NAME, FACT],
);

/** One resolution; who voted how only for who may read names. */
export const RESOLUTION = graphql(
  `
    query Resolution($id: ID!, $people: Boolean!, $asOf: AsOf) {
      resolution(id: $id, asOf: $asOf) {
        resolutionId
        title
        state
        record
        matterKind
        matterId
        wording {
          ...Text
        }
        committee {
          ...CommitteeName
        }
        proposed {
          ...Fact
        }
        decided {
          ...Fact
        }
        tally {
          for
          against
          abstain
        }
        votes @include(if: $people) {
          vote
          person {
            personId
            displayName
          }
        }
        present @include(if: $people) {
          personId
          displayName
        }
      }
    }
  `,
  [COMMITTEE_NAME, FACT, TEXT],
);

export type Resolution = NonNullable<ResultOf<typeof RESOLUTION>['resolution']>;

/** The projects. */
export const PROJECTS = graphql(
  `
    query Projects($state: [ProjectState!], $asOf: AsOf, $first: Int, $after: String) {
      projects(state: $state, asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          projectId
          title
          state
          region
          fund
          promoter {
            ...OrganizationName
          }
          programme {
            ...ProgrammeName
          }
          amount {
            ...Money
          }
          aid {
            ...Money
          }
        }
      }
    }
  `,
  [MONEY, ORGANIZATION_NAME, PROGRAMME_NAME],
);

/** One project. */
export const PROJECT = graphql(
  `
    query Project($id: ID!, $asOf: AsOf) {
      project(id: $id, asOf: $asOf) {
        projectId
        title
        state
        record
        region
        fund
        missingApprovals
        purpose {
          ...Text
        }
        promoter {
          ...OrganizationName
        }
        programme {
          ...ProgrammeName
        }
        committee {
          ...CommitteeName
        }
        amount {
          ...Money
        }
        aid {
          ...Money
        }
        submitted {
          ...Fact
        }
        approvals {
          approval
          granted
          on {
            ...Fact
          }
          committee {
            ...CommitteeName
          }
          resolution {
            resolutionId
            title
          }
          event {
            id
          }
        }
        history(first: 50) {
          pageInfo {
            hasNextPage
          }
          nodes {
            ...EventListed
          }
        }
      }
    }
  `,
  [COMMITTEE_NAME, EVENT_LISTED, FACT, MONEY, ORGANIZATION_NAME, PROGRAMME_NAME, TEXT],
);

export type Project = NonNullable<ResultOf<typeof PROJECT>['project']>;

/** The envelopes. */
export const ENVELOPES = graphql(
  `
    query Envelopes($asOf: AsOf, $first: Int, $after: String) {
      envelopes(asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          fund
          region
          overdrawn
          allotted {
            ...Money
          }
          committed {
            ...Money
          }
          released {
            ...Money
          }
          available {
            ...Money
          }
        }
      }
    }
  `,
  [MONEY],
);

/** One envelope: a fund in a region. */
export const ENVELOPE = graphql(
  `
    query Envelope($fund: ID!, $region: ID!, $asOf: AsOf) {
      envelope(fund: $fund, region: $region, asOf: $asOf) {
        fund
        region
        regionClass
        overdrawn
        programme {
          ...ProgrammeName
        }
        allotted {
          ...Money
        }
        committed {
          ...Money
        }
        released {
          ...Money
        }
        available {
          ...Money
        }
        leastAvailable {
          ...Money
        }
        commitments {
          id
          project {
            projectId
            title
          }
          amount {
            ...Money
          }
          released {
            ...Money
          }
          committed {
            ...Fact
          }
        }
      }
    }
  `,
  [FACT, MONEY, PROGRAMME_NAME],
);

export type Envelope = NonNullable<ResultOf<typeof ENVELOPE>['envelope']>;

/** One programme. */
export const PROGRAMME = graphql(
  `
    query Programme($id: ID!, $asOf: AsOf) {
      programme(id: $id, asOf: $asOf) {
        ...ProgrammeName
        record
        steward {
          ...OrganizationName
        }
        phase {
          ordinal
          text {
            ...Text
          }
        }
        rules {
          code
          strength
          fund
          period
          requiredApprovals
          text {
            ...Text
          }
          rates {
            regionClass
            amount {
              ...Money
            }
          }
        }
        outcomes {
          id
          kind
          approximate
          amount {
            ...Money
          }
          text {
            ...Text
          }
          observed {
            ...Fact
          }
        }
        annual {
          year
          adopted {
            ...Fact
          }
          reviewed {
            ...Fact
          }
          priorities {
            ...Text
          }
          results {
            ...Text
          }
        }
        committees(first: 50) {
          pageInfo {
            hasNextPage
          }
          totalCount
          nodes {
            ...CommitteeName
          }
        }
        history(first: 50) {
          pageInfo {
            hasNextPage
          }
          nodes {
            ...EventListed
          }
        }
      }
    }
  `,
  [COMMITTEE_NAME, EVENT_LISTED, FACT, MONEY, ORGANIZATION_NAME, PROGRAMME_NAME, TEXT],
);

export type Programme = NonNullable<ResultOf<typeof PROGRAMME>['programme']>;

/** The funding that was awarded. */
export const FUNDINGS = graphql(
  `
    query Fundings($asOf: AsOf, $first: Int, $after: String) {
      fundings(asOf: $asOf, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
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
            ...Money
          }
          awarded {
            ...Fact
          }
        }
      }
    }
  `,
  [FACT, MONEY, ORGANIZATION_NAME],
);

/** One funding. */
export const FUNDING = graphql(
  `
    query Funding($id: ID!, $asOf: AsOf) {
      funding(id: $id, asOf: $asOf) {
        fundingId
        record
        leverage
        duration
        funder {
          ...OrganizationName
        }
        beneficiary {
          ...OrganizationName
        }
        amount {
          ...Money
        }
        supportedProjectsValue {
          ...Money
        }
        programme {
          ...Text
        }
        period {
          from
          to
        }
        awarded {
          ...Fact
        }
        targets {
          indicator
          value
          unit
          horizon
          reached
          label {
            ...Text
          }
        }
        indicators {
          indicator
          value
          unit
          approximate
          knownSince
          label {
            ...Text
          }
          period {
            from
            to
            fiscalYear
          }
        }
        history(first: 50) {
          pageInfo {
            hasNextPage
          }
          nodes {
            ...EventListed
          }
        }
      }
    }
  `,
  [EVENT_LISTED, FACT, MONEY, ORGANIZATION_NAME, TEXT],
);

export type Funding = NonNullable<ResultOf<typeof FUNDING>['funding']>;
