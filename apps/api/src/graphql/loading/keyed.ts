import type { AsOf, Db, Nested, ReadModel } from '@entente/read-model';
import DataLoader from 'dataloader';

/** Loads one value an id, for the dates of an answer. */
export type AsOfLoad<T> = (asOf: AsOf, id: string) => Promise<T>;

/** What loaders by key need of the operation that they load for. */
interface Operation {
  readonly readModel: Pick<ReadModel, 'ask'>;
  /** False for a subscription, which lives long and would remember for ever. */
  readonly cache: boolean;
}

/** Makes a loader for an operation. */
type Loader<L> = (operation: Operation) => L;

/** Which page of a list below an object. */
export interface Paged {
  readonly asOf: AsOf;
  readonly first: number;
}

/** A loader that groups what it is asked by the dates, and by whatever else must be the same in one statement. */
export function grouped<T, G extends object>(
  read: (db: Db, ids: readonly string[], group: G) => Promise<(id: string) => T>,
  keyOf: (group: G) => string,
): Loader<(group: G, id: string) => Promise<T>> {
  return ({ readModel, cache }) => {
    // What is asked again before its statement goes out is the same promise: a long answer names one thing a thousand times.
    const asked = new Map<string, Map<string, Promise<T>>>();
    const loader = new DataLoader<{ readonly group: G; readonly id: string }, T, string>(
      async (keys) => {
        asked.clear();
        const groups = new Map<string, { readonly group: G; readonly ids: Set<string> }>();
        for (const { group, id } of keys) {
          const name = keyOf(group);
          const known = groups.get(name);
          if (known) known.ids.add(id);
          else groups.set(name, { group, ids: new Set([id]) });
        }
        const answers = new Map(
          await Promise.all(
            [...groups].map(
              async ([name, { group, ids }]) =>
                [name, await readModel.ask((db) => read(db, [...ids], group))] as const,
            ),
          ),
        );
        return keys.map(({ group, id }) => {
          const answer = answers.get(keyOf(group));
          if (!answer) throw new Error('a group of keys was not answered');
          return answer(id);
        });
      },
      {
        cacheKeyFn: ({ group, id }) => `${keyOf(group)}|${id}`,
        cache,
      },
    );
    return (group, id) => {
      const name = keyOf(group);
      const ofGroup = asked.get(name) ?? new Map<string, Promise<T>>();
      const known = ofGroup.get(id);
      if (known) return known;
      const loading = loader.load({ group, id });
      asked.set(name, ofGroup.set(id, loading));
      return loading;
    };
  };
}

/** Loads one row an id, or null. */
export function one<R>(
  read: (db: Db, ids: readonly string[], asOf: AsOf) => Promise<readonly R[]>,
  idOf: (row: R) => string,
): Loader<AsOfLoad<R | null>> {
  return grouped(async (db, ids, asOf: AsOf) => {
    const rows = new Map((await read(db, ids, asOf)).map((row) => [idOf(row), row]));
    return (id) => rows.get(id) ?? null;
  }, asOfKey);
}

/** Loads all rows of an id. */
export function many<R>(
  read: (db: Db, ids: readonly string[], asOf: AsOf) => Promise<readonly R[]>,
  idOf: (row: R) => string,
): Loader<AsOfLoad<readonly R[]>> {
  return grouped(async (db, ids, asOf: AsOf) => {
    const rows = Map.groupBy(await read(db, ids, asOf), idOf);
    return (id) => rows.get(id) ?? [];
  }, asOfKey);
}

/** Loads the first rows of the list of each id. */
export function nested<T, G extends Paged>(
  read: (db: Db, ids: readonly string[], group: G) => Promise<readonly Nested<T>[]>,
  keyOf: (group: G) => string,
): Loader<(group: G, id: string) => Promise<readonly Nested<T>[]>> {
  return grouped(async (db, ids, group: G) => {
    const rows = Map.groupBy(await read(db, ids, group), ({ parent }) => parent);
    return (id) => rows.get(id) ?? [];
  }, keyOf);
}

/** Dates are shared by all that is below a field: their key is made once, not once for each thing that is loaded. */
const asOfKeys = new WeakMap<AsOf, string>();

/** Dates as text, to tell what is asked for the same ones. */
export function asOfKey(asOf: AsOf): string {
  const known = asOfKeys.get(asOf);
  if (known !== undefined) return known;
  const key = `${asOf.validOn}|${asOf.position}`;
  asOfKeys.set(asOf, key);
  return key;
}

/** Dates and the length of a page as text. */
export function pagedKey({ asOf, first }: Paged): string {
  return `${asOfKey(asOf)}|${first}`;
}

/** Loaders, each made when an operation first asks for it: most operations need few. */
export function whenAsked<D extends Readonly<Record<string, Loader<unknown>>>>(
  definitions: D,
): new (operation: Operation) => { readonly [K in keyof D]: ReturnType<D[K]> } {
  class Loaders {
    constructor(readonly operation: Operation) {}
  }
  for (const [name, make] of Object.entries(definitions))
    Object.defineProperty(Loaders.prototype, name, {
      get(this: Loaders) {
        const value = make(this.operation);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  return Loaders as unknown as new (operation: Operation) => { readonly [K in keyof D]: ReturnType<D[K]> };
}
