import {
  flagFactsOf,
  statusesOf,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '@entente/read-model';
import { overLimit } from '../errors/refused-error.js';
import { LIMITS } from '../limits/limits.js';
import type { ApiContext } from '../loading/context.js';
import { flagsOf, type Flag, type FlagThresholds } from './flags.js';

/** So many are looked at by one statement. */
const BATCH = 500;

/** Those of some agreements that are wanted. */
type Wanted = (ids: readonly string[]) => Promise<ReadonlySet<string>>;
/** A page of all of a list. */
type PageOfAll = (page: PageRequest) => Promise<Page<string>>;

/** What flags of some agreements are computed from. */
interface Flagging {
  readonly db: Db;
  readonly asOf: AsOf;
  readonly timeZone: string;
  readonly thresholds: FlagThresholds;
}

/**
 * A list of which no page is read any more once nobody waits for the answer: a walk through all agreements takes longer than an
 * answer may. Reading then is refused with LIMIT_EXCEEDED.
 */
export function whileAwaited({ isGivenUp }: Pick<ApiContext, 'isGivenUp'>, all: PageOfAll): PageOfAll {
  return async (page) => {
    if (isGivenUp()) throw overLimit({ limit: 'REQUEST_SECONDS', most: LIMITS.milliseconds / 1_000 });
    return all(page);
  };
}

/** Those of some agreements that have one of these flags. */
export async function withOneOf(
  flags: readonly Flag[],
  ids: readonly string[],
  flagging: Flagging,
): Promise<ReadonlySet<string>> {
  const raised = await flagsOfEach(ids, flagging);
  return new Set(ids.filter((id) => raised.get(id)?.some((flag) => flags.includes(flag))));
}

/** The flags of some agreements. */
async function flagsOfEach(
  ids: readonly string[],
  { db, asOf, timeZone, thresholds }: Flagging,
): Promise<ReadonlyMap<string, readonly Flag[]>> {
  const [statuses, facts] = await Promise.all([statusesOf(db, ids, asOf), flagFactsOf(db, ids, asOf)]);
  const factsOf = new Map(facts.map((of) => [of.agreementId, of]));
  return new Map(
    statuses.map((status) => {
      const of = factsOf.get(status.agreement_id) ?? null;
      const input = { validOn: asOf.validOn, status, facts: of, timeZone };
      return [status.agreement_id, flagsOf(input, thresholds)];
    }),
  );
}

/** How many agreements of a list have each flag; a flag that none has is left out. */
export async function countFlags(all: PageOfAll, flagging: Flagging): Promise<ReadonlyMap<Flag, number>> {
  const counts = new Map<Flag, number>();
  for await (const rows of batchesOf(all, null))
    for (const flags of (await flagsOfEach(idsOf(rows), flagging)).values())
      for (const flag of flags) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  return counts;
}

/** Those that are wanted, all of them. */
export async function allOfThose(wanted: Wanted, all: PageOfAll): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const rows of those(wanted, all, null)) found.push(...rows.map(({ node }) => node));
  return found;
}

/**
 * A page of those that are wanted. Flags are computed, not stored, so that no index finds them: the list is read in its order
 * until there are enough.
 */
export async function pageOfThose(
  wanted: Wanted,
  all: PageOfAll,
  { first, after }: PageRequest,
): Promise<Page<string>> {
  const found: Page<string>['rows'][number][] = [];
  for await (const rows of those(wanted, all, after)) {
    found.push(...rows);
    if (found.length > first) break;
  }
  return { rows: found.slice(0, first), hasNextPage: found.length > first };
}

/** How many are wanted. */
export async function countThose(wanted: Wanted, all: PageOfAll): Promise<number> {
  let count = 0;
  for await (const rows of those(wanted, all, null)) count += rows.length;
  return count;
}

async function* those(
  wanted: Wanted,
  all: PageOfAll,
  after: PageRequest['after'],
): AsyncGenerator<Page<string>['rows']> {
  for await (const rows of batchesOf(all, after)) {
    const kept = await wanted(idsOf(rows));
    yield rows.filter(({ node }) => kept.has(node));
  }
}

function idsOf(rows: Page<string>['rows']): readonly string[] {
  return rows.map(({ node }) => node);
}

/** All of a list, a batch at a time. */
async function* batchesOf(all: PageOfAll, after: PageRequest['after']): AsyncGenerator<Page<string>['rows']> {
  for (let from = after; ;) {
    const { rows, hasNextPage } = await all({ first: BATCH, after: from });
    yield rows;
    from = rows.at(-1)?.keys ?? null;
    if (!hasNextPage || from === null) return;
  }
}
