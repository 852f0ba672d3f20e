import type { Day } from '@entente/domain';
import type { QueryClient } from '@tanstack/react-query';
import { ask } from '../asking/ask.js';
import { graphql } from '../asking/graphql.js';
import { millisecondsOf } from '../days/instants.js';
import type { Changes, ListOffered } from './changes.js';
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

const AGREEMENT_CHANGE_DAYS = graphql(`
  query AgreementChangeDays($filter: AgreementFilter, $asOf: AsOf) {
    agreementChangeDays(filter: $filter, asOf: $asOf)
  }
`);

/** How long what was asked is taken for what it was. */
const FRESH_MS = 60_000;

/**
 * Where a page steps to that does not know it itself: the days on which an answer about what it shows changes, if that changes by
 * day, and the days on which anything was recorded, each by its end.
 *
 * @param offered the node id of what it shows, or which agreements; null: neither
 */
export async function askChanges(
  client: QueryClient,
  dates: Dates,
  offered: string | ListOffered | null,
): Promise<Changes> {
  const [days, moments] = await Promise.all([changeDays(client, dates, offered), recordingDays(client)]);
  return { days, moments, position: positionOf(moments, dates) };
}

async function changeDays(
  client: QueryClient,
  dates: Dates,
  offered: string | ListOffered | null,
): Promise<readonly Day[]> {
  if (offered === null) return [];
  // Of a list there may be more than are answered: those around its day are.
  const asOf = asOfOf(typeof offered === 'string' ? { known: dates.known, at: dates.at } : dates);
  return client.fetchQuery({
    queryKey: ['days of change', offered, asOf],
    queryFn: async ({ signal }) => {
      if (typeof offered === 'string')
        return (await ask(CHANGE_DAYS, { id: offered, asOf }, signal)).data.changeDays ?? [];
      const { data } = await ask(AGREEMENT_CHANGE_DAYS, { filter: offered.agreements, asOf }, signal);
      return data.agreementChangeDays ?? [];
    },
    staleTime: FRESH_MS,
  });
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
