import type { LedgerSize } from './large-ledger.js';
import { ask, type Server } from './load.js';

const COUNTS = '{ known signed inForce perhapsInForce byStatus { status count } }';
const KEYED = `{ key counts ${COUNTS} }`;
const STATS = `{ agreements ${COUNTS} byKind ${KEYED} byJurisdiction ${KEYED} byRegion ${KEYED} bySector ${KEYED}
  bySignatureYear ${KEYED} openIntents organizations meetingsHeld fundingAwarded { value currency } }`;
const NETWORK = `{ truncated organizations { agreements partners organization { name } }
  agreements { id title } edges { since certainty } }`;
const CALENDAR = `{ totalCount nodes { day kind certainty agreement { id title } organization { name } event { id type } } }`;
const QUALITY = `{ facts byBasis { key count } byPrecision { key count } recordingLagDays { median p95 most } recordedLate
  rectified annulled passedOver openDisputes withoutTerm withoutText danglingReferences mergedParties sharedNames }`;
const CHANGES = `{ worldChanged knowledgeChanged changes { subject key before between after causes
  learnedFrom { id type } decidedBy { id type } } }`;

/** A question that is asked again and again, of the n-th of something; with a small page and with the largest that there is. */
interface Question {
  readonly what: string;
  readonly query: (n: number, page: number) => string;
  readonly pages?: readonly [small: number, large: number];
}

/** The questions about a ledger of some size, by what the table calls them. */
function questionsOf({ agreements, organizations }: LedgerSize): readonly Question[] {
  return [
    {
      what: '`compare` of two days of an agreement',
      query: (n) => `{ compare(id: "bench-${(n * 37) % agreements}", from: { validOn: "2019-06-01" },
        to: { validOn: "2024-06-01" }) ${CHANGES} }`,
    },
    {
      what: '`stats` of a day, of all agreements',
      query: () => `{ stats(asOf: { validOn: "2021-06-01" }) { agreements ${COUNTS} } }`,
    },
    {
      what: '`stats` of a day, by all keys',
      query: () => `{ stats(asOf: { validOn: "2021-06-01" }) ${STATS} }`,
    },
    {
      what: '`statsSeries` of 120 months (of 12), of all agreements',
      query: (_n, months) =>
        `{ statsSeries(from: "2015-01-01", to: "${2014 + months / 12}-12-01", every: "P1M") { agreements ${COUNTS} } }`,
      pages: [12, 120],
    },
    {
      what: '`statsSeries` of 120 months (of 12), by jurisdiction of the parties',
      query: (_n, months) =>
        `{ statsSeries(from: "2015-01-01", to: "${2014 + months / 12}-12-01", every: "P1M") { byJurisdiction ${KEYED} } }`,
      pages: [12, 120],
    },
    {
      what: '`network` of 500 edges (of 50)',
      query: (_n, first) => `{ network(asOf: { validOn: "2021-06-01" }, first: ${first}) ${NETWORK} }`,
      pages: [50, 500],
    },
    {
      what: '`network` of 5,000 edges',
      query: () => `{ network(asOf: { validOn: "2021-06-01" }, first: 5000) { truncated
        organizations { agreements partners } edges { since certainty } } }`,
    },
    {
      what: '`network` around an organisation',
      query: (n) =>
        `{ network(around: "org-${(n * 37) % organizations}", asOf: { validOn: "2021-06-01" }) ${NETWORK} }`,
    },
    {
      what: '`calendar` of a month, a page of 200 (of 10)',
      query: (_n, first) =>
        `{ calendar(from: "2027-09-01", to: "2027-09-30", first: ${first}, asOf: { validOn: "2026-01-15" }) ${CALENDAR} }`,
      pages: [10, 200],
    },
    {
      what: '`calendar` of ten years, a page of 200 (of 10)',
      query: (_n, first) =>
        `{ calendar(from: "2020-01-01", to: "2029-12-31", first: ${first}, asOf: { validOn: "2026-01-15" }) ${CALENDAR} }`,
      pages: [10, 200],
    },
    {
      what: '`dataQuality`, all of it',
      query: () => `{ dataQuality ${QUALITY} }`,
    },
  ];
}

/** How many milliseconds 19 of 20 requests take at most, and the fastest; and how many SQL statements one sends. */
export interface AnswerCost {
  readonly what: string;
  readonly p95: number;
  readonly fastest: number;
  /** With a small page, and with the largest one; the same where there is no page. */
  readonly statements: number;
  readonly most: number;
}

const TIMES = 20;

/** Asks each question again and again, one after the other. */
export async function answersCost(
  entente: Server,
  size: LedgerSize,
  report: (cost: AnswerCost) => void,
): Promise<readonly AnswerCost[]> {
  const costs: AnswerCost[] = [];
  for (const { what, query, pages: [small, large] = [0, 0] } of questionsOf(size)) {
    const once = (n: number, page: number) =>
      ask(entente.url, entente.tokens[0] ?? '', query(n, page)).catch((error: Error) => {
        // One that takes longer than a request may is told as long as that.
        if (!error.message.includes('REQUEST_SECONDS')) throw error;
      });
    const statements = await statementsOf(entente, (n) => once(n, small));
    const most = await statementsOf(entente, (n) => once(n, large));
    const cost = { what, ...(await timesOf((n) => once(n, large))), statements, most };
    report(cost);
    costs.push(cost);
  }
  return costs;
}

/** The fewest of some times: what the ledger asks for itself now and then is no part of the answer. */
async function statementsOf(entente: Server, work: (n: number) => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 2; n += 1) {
    await entente.strain();
    await work(n);
    counts.push((await entente.strain()).statements);
  }
  return Math.min(...counts);
}

async function timesOf(
  work: (n: number) => Promise<unknown>,
): Promise<{ readonly p95: number; readonly fastest: number }> {
  const taken: number[] = [];
  for (let n = 1; n <= TIMES; n += 1) {
    const from = performance.now();
    await work(n);
    taken.push(performance.now() - from);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  return { p95: sorted[Math.ceil(TIMES * 0.95) - 1] ?? 0, fastest: sorted[0] ?? 0 };
}
