// A channel to other tabs would keep a spec from ending: imported before what opens one.
Reflect.deleteProperty(globalThis, 'BroadcastChannel');

const kept = new Map<string, unknown>();

/** As much of the browser’s store as drafts and the outbox use, in memory and empty: for specs. */
export function keepInMemory(): Map<string, unknown> {
  kept.clear();
  const store = {
    get: (key: string) => done(kept.get(key)),
    getAll: () => done([...kept.values()]),
    getAllKeys: () => done([...kept.keys()]),
    put: (value: unknown, key: string) => void kept.set(key, structuredClone(value)),
    delete: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    get transaction() {
      return done(undefined);
    },
  };
  const database = { transaction: () => ({ objectStore: () => store }) };
  Object.assign(globalThis, { indexedDB: { open: () => done(database) } });
  return kept;
}

/** A request that succeeds a moment later. */
function done(result: unknown): { result: unknown; onsuccess?: () => void } {
  const request: { result: unknown; onsuccess?: () => void } = { result };
  queueMicrotask(() => request.onsuccess?.());
  return request;
}
