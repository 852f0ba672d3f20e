/** What counts and the network cost beside the plainest count of the same rows. */
import type { Pool } from 'pg';
import { ask, type Server } from './load.js';

const COUNTS = '{ known signed inForce perhapsInForce byStatus { status count } }';
const KEYED = `{ key counts ${COUNTS} }`;
const FIELDS = `{ agreements ${COUNTS} byKind ${KEYED} byJurisdiction ${KEYED} byRegion ${KEYED} bySector ${KEYED}
  bySignatureYear ${KEYED} openIntents organizations meetingsHeld fundingAwarded { value currency } }`;

/** The questions, by what the table calls them. */
const QUESTIONS = {
  'counts of one day, by all keys': `{ stats(asOf: { validOn: "2021-06-01" }) ${FIELDS} }`,
  'counts of one day, of all agreements': `{ stats(asOf: { validOn: "2021-06-01" }) { agreements ${COUNTS} } }`,
  'counts of 120 months, of all agreements': `{ statsSeries(from: "2015-01-01", to: "2024-12-01", every: "P1M") { agreements ${COUNTS} } }`,
  'network of 500 edges': `{ network(asOf: { validOn: "2021-06-01" }) { truncated
    organizations { agreements partners organization { name } } agreements { title } edges { since certainty } } }`,
  'network around an organisation': `{ network(around: "org-7", asOf: { validOn: "2021-06-01" }) { truncated
    organizations { agreements partners organization { name } } edges { since certainty } } }`,
} as const;

/** How many milliseconds 19 of 20 requests take at most, and the plainest count that there is takes. */
export interface CountCost {
  readonly what: string;
  readonly p95: number;
  readonly byHand: number;
}

/** Asks each question again and again, one after the other. */
export async function countsCost(entente: Server, pool: Pool, schema: string): Promise<readonly CountCost[]> {
  const byHand = await p95Of(() =>
    pool.query(`select status, count(*) from ${schema}.agreement_status
      where known_to = 9223372036854775807 and valid_from <= '2021-06-01' and valid_to > '2021-06-01' group by status`),
  );
  const costs: CountCost[] = [];
  for (const [what, query] of Object.entries(QUESTIONS)) {
    const p95 = await p95Of(() => ask(entente.url, entente.tokens[0] ?? '', query));
    costs.push({ what, p95, byHand });
  }
  return costs;
}

async function p95Of(work: () => Promise<unknown>, times = 20): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    await work();
    taken.push(performance.now() - from);
  }
  return taken.toSorted((a, b) => a - b)[Math.ceil(times * 0.95) - 1] ?? 0;
}
