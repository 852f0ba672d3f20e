import { FACT } from '../asking/fragments.js';
import { graphql, type FragmentOf } from '../asking/graphql.js';

/** What an event says, and of whom. */
const EVENT_ALONE = graphql(
  `
    fragment EventAlone on LedgerEvent {
      id
      type
      stream
      data
      occurred {
        ...Fact
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
  `,
  [FACT],
);

/** All that the sentence of an event needs: to be spread wherever an event is shown. */
export const EVENT_SAID = graphql(
  `
    fragment EventSaid on LedgerEvent {
      ...EventAlone
      target {
        ...EventAlone
      }
    }
  `,
  [EVENT_ALONE],
);

/** An event as its sentence reads it. */
export type EventSaid = FragmentOf<typeof EVENT_SAID>;

/** A source, and where in it. */
export const PLACE = graphql(`
  fragment Place on Citation {
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
`);

/** A source that an event cites, where in it and in which words. */
export const CITED = graphql(
  `
    fragment Cited on Citation {
      ...Place
      kind
      quote
    }
  `,
  [PLACE],
);

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
        ...Cited
      }
      overrides {
        rule
        reason
      }
    }
  `,
  [CITED, EVENT_SAID],
);

/** An event as lists of events show it. */
export type EventInList = FragmentOf<typeof EVENT_LISTED>;
