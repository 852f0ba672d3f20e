import type { QueryClient } from '@tanstack/react-query';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { millisecondsOf } from '../days/instants.js';
import type { Changes } from './changes.js';
import type { Dates } from './dates.js';

const DAYS = graphql(`
  query RecordingDays {
    ledger {
      recordingDays {
        position
        recordedAt
      }
    }
  }
`);

const KEY = ['recording days'];

/** How long the days of recording are taken for what they were. */
const FRESH_MS = 60_000;

/** Where a page that knows of no changes of its own steps to: the days on which anything was recorded, each by its end. */
export async function recordingDays(client: QueryClient, dates: Dates): Promise<Changes> {
  const { data } = await client.fetchQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(DAYS, {}, signal),
    staleTime: FRESH_MS,
  });
  const moments = (data.ledger?.recordingDays ?? [])
    .map(({ position, recordedAt }) => ({ position, recordedAt, facts: 0 }))
    .toReversed();
  return { days: [], moments, position: positionOf(moments, dates) };
}

/** The position of a page among the days: its own, that of its moment, else that of the last day. */
function positionOf(moments: Changes['moments'], { known, at }: Dates): string {
  if (at !== undefined) return at;
  const then = known === undefined ? null : millisecondsOf(known);
  const last = moments.findLast(({ recordedAt }) => then === null || millisecondsOf(recordedAt) <= then);
  return last?.position ?? '';
}
