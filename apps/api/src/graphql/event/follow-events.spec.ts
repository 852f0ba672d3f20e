import type { ReadModel, Version } from '@entente/read-model';
import { followEvents } from './follow-events.js';

/** A read model that tells nothing by itself, and counts who listens. */
function silentReadModel(rows: { position: string }[], projected: () => Promise<bigint>) {
  const listeners = new Set<unknown>();
  const readModel = {
    projected: async () => ({ position: await projected() }) as Version,
    ask: async () => ({ rows: rows.splice(0).map((row) => ({ node: row })), hasNextPage: false }),
    onProjected: (listener: unknown) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { readModel: readModel as unknown as ReadModel, listeners };
}

describe('who follows events', () => {
  it('gets what was projected while no notification came', async () => {
    const rows: { position: string }[] = [];
    let head = 5n;
    const { readModel, listeners } = silentReadModel(rows, async () => head);
    const followed = followEvents(readModel, {}, 5);
    const first = followed.next();
    await new Promise((resolve) => setImmediate(resolve));
    rows.push({ position: '6' });
    head = 6n;
    expect((await first).value).toMatchObject({ eventRecorded: { commit: 6n } });
    await followed.return?.();
    expect(listeners.size).toBe(0);
  });

  it('listens no more once the read model has failed', async () => {
    const answers = [async () => 5n, async () => Promise.reject(new Error('gone'))];
    const { readModel, listeners } = silentReadModel([], () => (answers.shift() ?? (async () => 5n))());
    const followed = followEvents(readModel, {}, 5);
    expect(listeners.size).toBe(1);
    await expect(followed.next()).rejects.toThrow('gone');
    expect(listeners.size).toBe(0);
  });
});
