import type { Day } from '@entente/domain';
import type { QueryClient } from '@tanstack/react-query';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { millisecondsOf } from '../days/instants.js';
import type { Changes } from './changes.js';
import { asOfOf, type Dates } from './dates.js';

const RECORDING_DAYS = graphql(`
  query RecordingDays {
    ledger {
      recordingDays {
        position
        recordedAt
      }
    }
  }
`);

const CHANGE_DAYS = graphql(`
  query ChangeDays($id: ID!, $asOf: AsOf) {
    changeDays(id: $id, asOf: $asOf)
  }
`);

/** How long what was asked is taken for what it was. */
const FRESH_MS = 60_000;

/**
 * Where a page steps to that does not know it itself: the days on which an answer about what it shows changes, if it shows one
 * thing, and the days on which anything was recorded, each by its end.
 *
 * @param node the node id of what it shows; null: of no one thing
 */
export async function askChanges(client: QueryClient, dates: Dates, node: string | null): Promise<Changes> {
  const [days, moments] = await Promise.all([
    node === null ? [] : changeDays(client, dates, node),
    recordingDays(client),
  ]);
  return { days, moments, position: positionOf(moments, dates) };
}

async function changeDays(client: QueryClient, { known, at }: Dates, id: string): Promise<readonly Day[]> {
  const asOf = asOfOf({ known, at });
  const { data } = await client.fetchQuery({
    queryKey: ['days of change', id, asOf],
    queryFn: ({ signal }) => ask(CHANGE_DAYS, { id, asOf }, signal),
    staleTime: FRESH_MS,
  });
  return data.changeDays ?? [];
}

async function recordingDays(client: QueryClient): Promise<Changes['moments']> {
  const { data } = await client.fetchQuery({
    queryKey: ['recording days'],
    queryFn: ({ signal }) => ask(RECORDING_DAYS, {}, signal),
    staleTime: FRESH_MS,
  });
  return (data.ledger?.recordingDays ?? [])
    .map(({ position, recordedAt }) => ({ position, recordedAt, facts: 0 }))
    .toReversed();
}

/** The position of a page among the days: its own, that of its moment, else that of the last day. */
function positionOf(moments: Changes['moments'], { known, at }: Dates): string {
  if (at !== undefined) return at;
  const then = known === undefined ? null : millisecondsOf(known);
  const last = moments.findLast(({ recordedAt }) => then === null || millisecondsOf(recordedAt) <= then);
  return last?.position ?? '';
}
