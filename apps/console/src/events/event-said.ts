import { graphql, type FragmentOf } from '../asking/graphql.js';

/** The days of an event, as {@link Fact} shows them. */
export const FACT_DAY = graphql(`
  fragment FactDay on DatedFact {
    edtf
    point
    earliest
    latest
    basis
  }
`);

/** All that the sentence of an event needs: to be spread wherever an event is shown. */
export const EVENT_SAID = graphql(
  `
    fragment EventSaid on LedgerEvent {
      id
      type
      stream
      data
      occurred {
        ...FactDay
      }
      names {
        kind
        subjectId
        names {
          text
          lang
        }
      }
      target {
        id
        type
        stream
        data
        occurred {
          ...FactDay
        }
        names {
          kind
          subjectId
          names {
            text
            lang
          }
        }
      }
    }
  `,
  [FACT_DAY],
);

/** An event as its sentence reads it. */
export type EventSaid = FragmentOf<typeof EVENT_SAID>;

/** What a list of events shows of each: its sentence, who recorded it when, its sources and what was set aside for it. */
export const EVENT_LISTED = graphql(
  `
    fragment EventListed on LedgerEvent {
      ...EventSaid
      revision
      recordedAt
      recordedByName
      standing
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
      overrides {
        rule
        reason
      }
    }
  `,
  [EVENT_SAID],
);

/** An event as lists of events show it. */
export type EventInList = FragmentOf<typeof EVENT_LISTED>;
