/** What was made of objects that never change: kept with each of them, as long as somebody has that object. */
export interface KeptWith<K extends object, V> {
  /** What was kept with an object; undefined where nothing was. */
  get(object: K): V | undefined;
  set(object: K, value: V): void;
}

const ALL = Symbol('all that is kept');

/**
 * Does what a WeakMap does, in a property that neither copies, comparisons nor JSON see. A WeakMap of hundreds of thousands of
 * events and rows costs a multiple: it is copied as it grows, and the garbage collector goes through it again and again
 * (docs/performance.md). Objects must not be frozen.
 */
export function keptWith<K extends object, V>(): KeptWith<K, V> {
  const mark = Symbol('kept with');
  return {
    get: (object) => (object as { readonly [ALL]?: { readonly [mark]?: V } })[ALL]?.[mark],
    set(object, value) {
      const known = (object as { [ALL]?: { [mark]?: V } })[ALL];
      if (known) known[mark] = value;
      else Object.defineProperty(object, ALL, { value: { [mark]: value } });
    },
  };
}
