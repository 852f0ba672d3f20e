import { graphql, type ResultOf } from '../asking/graphql.js';

/** The counts of the present answer. */
export const STATISTICS = graphql(`
  query Statistics($asOf: AsOf) {
    stats(asOf: $asOf) {
      asOf {
        validOn
      }
      agreements {
        known
        signed
        inForce
        perhapsInForce
      }
      openIntents
      organizations
      byKind {
        key
        counts {
          known
          inForce
          perhapsInForce
        }
      }
      byRegion {
        key
        counts {
          known
          inForce
          perhapsInForce
        }
      }
      bySector {
        key
        counts {
          known
          inForce
          perhapsInForce
        }
      }
      bySignatureYear {
        key
        counts {
          signed
          inForce
          perhapsInForce
        }
      }
    }
  }
`);

/** How many were in force, day after day. */
export const IN_FORCE_SERIES = graphql(`
  query InForceSeries($from: Date!, $to: Date!, $every: String!, $asOf: AsOf) {
    statsSeries(from: $from, to: $to, every: $every, asOf: $asOf) {
      asOf {
        validOn
      }
      agreements {
        inForce
        perhapsInForce
      }
    }
  }
`);

/** How many end in each of eight quarters: one request for those in force and one for those that perhaps are, as one may have no more aliases. */
export const ENDING = graphql(`
  query EndingByQuarter(
    $q1: AgreementFilter
    $q2: AgreementFilter
    $q3: AgreementFilter
    $q4: AgreementFilter
    $q5: AgreementFilter
    $q6: AgreementFilter
    $q7: AgreementFilter
    $q8: AgreementFilter
    $asOf: AsOf
  ) {
    q1: agreements(filter: $q1, asOf: $asOf, first: 1) {
      totalCount
    }
    q2: agreements(filter: $q2, asOf: $asOf, first: 1) {
      totalCount
    }
    q3: agreements(filter: $q3, asOf: $asOf, first: 1) {
      totalCount
    }
    q4: agreements(filter: $q4, asOf: $asOf, first: 1) {
      totalCount
    }
    q5: agreements(filter: $q5, asOf: $asOf, first: 1) {
      totalCount
    }
    q6: agreements(filter: $q6, asOf: $asOf, first: 1) {
      totalCount
    }
    q7: agreements(filter: $q7, asOf: $asOf, first: 1) {
      totalCount
    }
    q8: agreements(filter: $q8, asOf: $asOf, first: 1) {
      totalCount
    }
  }
`);

/** How well things are known. */
export const QUALITY = graphql(`
  query DataQuality($asOf: AsOf) {
    dataQuality(asOf: $asOf) {
      facts
      byBasis {
        key
        count
      }
      recordingLagDays {
        median
        p95
        most
      }
      byLag {
        fromDays
        toDays
        count
      }
      recordedLate
      rectified
      annulled
      openDisputes
      withoutTerm
      withoutText
    }
  }
`);

export type Statistics = NonNullable<ResultOf<typeof STATISTICS>['stats']>;
export type Counted = Statistics['byKind'][number];
export type Quality = NonNullable<ResultOf<typeof QUALITY>['dataQuality']>;
export type SeriesPoint = NonNullable<ResultOf<typeof IN_FORCE_SERIES>['statsSeries']>[number];
