import { LIMITS } from '../../apps/api/src/graphql/limits/limits.js';
import { ask, type Server } from './load.js';

/** What one greedy request costs. */
export interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** The longest that every other request had to wait. */
  readonly heldMs: number;
}

const aliases = (count: number): string =>
  Array.from({ length: count }, (_, index) => `a${index}: name`).join(' ');
/** Passes the limits on what is asked, and would answer with millions of values. */
const GREEDY = `{ agreements(first: 200) { nodes { parties { organization { agreements(first: 3) { nodes {
  parties { organization { ${aliases(90)} } } } } } } } } }`;
/** As much as one request may have: it is answered. */
const LARGE = `{ agreements(first: 200) { nodes { id title status { status certainty flags } term { endsOn { edtf } }
  parties { role organization { id name } since { edtf } } } } }`;

/** A request for more than an answer may hold, from its sending until it is refused; the median of some. */
export async function refusedForGreed(server: Server): Promise<Cost> {
  return median(server, () =>
    ask(server.url, server.tokens[0] ?? '', GREEDY).then(
      () => {
        throw new Error('a greedy request was answered');
      },
      (error: Error) => {
        if (!error.message.includes('ANSWER_VALUES')) throw error;
      },
    ),
  );
}

/** Nearly as many values as an answer may hold, answered. */
export async function fullestAnswer(server: Server): Promise<Cost> {
  const withParties = (fields: string): string =>
    `{ agreements(first: 200) { nodes { parties { organization { ${fields} } } } } }`;
  const { agreements } = await ask<{ agreements: { nodes: { parties: unknown[] }[] } }>(
    server.url,
    server.tokens[0] ?? '',
    withParties('id'),
  );
  const parties = agreements.nodes.reduce((count, node) => count + node.parties.length, 0);
  // Of each party there are itself and its organisation too.
  const names = Math.min(90, Math.floor((0.95 * LIMITS.values) / parties) - 2);
  return median(server, () => ask(server.url, server.tokens[0] ?? '', withParties(aliases(names))));
}

/** A large page that is answered. */
export function largeAnswer(server: Server): Promise<Cost> {
  return median(server, () => ask(server.url, server.tokens[0] ?? '', LARGE));
}

async function median(server: Server, request: () => Promise<unknown>): Promise<Cost> {
  await request();
  const costs: Cost[] = [];
  for (let round = 0; round < 9; round += 1) {
    const before = await server.strain();
    const from = performance.now();
    await request();
    const milliseconds = performance.now() - from;
    const { heldMs, peakMb } = await server.strain();
    costs.push({ milliseconds, heldMs, megabytes: Math.max(0, peakMb - before.nowMb) });
  }
  const middle = (of: (cost: Cost) => number): number => costs.map(of).toSorted((a, b) => a - b)[4] ?? 0;
  return {
    milliseconds: middle((cost) => cost.milliseconds),
    heldMs: middle((cost) => cost.heldMs),
    megabytes: middle((cost) => cost.megabytes),
  };
}
