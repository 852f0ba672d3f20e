import {
  flagFactsOf,
  statusesOf,
  type AsOf,
  type Db,
  type Page,
  type PageRequest,
} from '@entente/read-model';
import { flagsOf, type Flag, type FlagThresholds } from './flags.js';

/** So many are looked at by one statement. */
const BATCH = 500;

/** Those of some agreements that are wanted. */
type Wanted = (ids: readonly string[]) => Promise<ReadonlySet<string>>;
/** A page of all of a list. */
type PageOfAll = (page: PageRequest) => Promise<Page<string>>;

/** Those of some agreements that have one of these flags. */
export async function withOneOf(
  flags: readonly Flag[],
  {
    db,
    ids,
    asOf,
    timeZone,
    thresholds,
  }: {
    readonly db: Db;
    readonly ids: readonly string[];
    readonly asOf: AsOf;
    readonly timeZone: string;
    readonly thresholds: FlagThresholds;
  },
): Promise<ReadonlySet<string>> {
  const [statuses, facts] = await Promise.all([statusesOf(db, ids, asOf), flagFactsOf(db, ids, asOf)]);
  const factsOf = new Map(facts.map((of) => [of.agreementId, of]));
  const has = statuses.filter((status) => {
    const input = {
      validOn: asOf.validOn,
      status,
      facts: factsOf.get(status.agreement_id) ?? null,
      timeZone,
    };
    return flagsOf(input, thresholds).some((flag) => flags.includes(flag));
  });
  return new Set(has.map(({ agreement_id }) => agreement_id));
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
  for (let from = after; ;) {
    const { rows, hasNextPage } = await all({ first: BATCH, after: from });
    const kept = await wanted(rows.map(({ node }) => node));
    yield rows.filter(({ node }) => kept.has(node));
    from = rows.at(-1)?.keys ?? null;
    if (!hasNextPage || from === null) return;
  }
}
