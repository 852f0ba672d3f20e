import type { Db, ReadModel } from '@entente/read-model';
import type { AnswerAsOf } from '../as-of/answer-as-of.js';
import { filterDigest, type ListRequest } from './page.js';

/** Counts that are remembered, of all lists together. */
const MOST = 1_000;

const remembered = new WeakMap<ReadModel, Map<string, Promise<number>>>();

/**
 * How many members a list has, counted once for its filter and dates: at a position of the log that never changes, so that
 * walking through a list does not count it again for each page. A rebuild makes it forget: the rows are other ones.
 */
export function countOnce(
  readModel: ReadModel,
  { list, filter }: ListRequest,
  { validOn, position }: AnswerAsOf,
  count: (db: Db) => Promise<number>,
): () => Promise<number> {
  return async () => {
    const { version } = await readModel.projected();
    const counts = remembered.get(readModel) ?? new Map<string, Promise<number>>();
    remembered.set(readModel, counts);
    const key = `${version}|${list}|${filterDigest(filter)}|${validOn}|${position}`;
    const known = counts.get(key);
    // Whoever counts may give up: who waits for the same count then counts it themselves.
    const counted = known?.catch(() => readModel.ask(count)) ?? readModel.ask(count);
    // The one used last stands last; a map gives its oldest first.
    counts.delete(key);
    counts.set(key, counted);
    for (const oldest of counts.keys()) {
      if (counts.size <= MOST) break;
      counts.delete(oldest);
    }
    counted.catch(() => {
      if (counts.get(key) === counted) counts.delete(key);
    });
    return counted;
  };
}
