import type { StreamReader, Vault } from '@entente/ledger';
import type { ReadModel } from '@entente/read-model';
import { createLoaders } from './loaders.js';

const known = new Date('2025-04-17T12:00:00Z');

/** The loaders of an operation, over a read model that knows when each position was known. */
function loadersOver(times: ReadonlyMap<bigint, Date>) {
  const readModel = { ask: async () => times } as unknown as ReadModel;
  return createLoaders(
    { readModel, vault: {} as Vault, reader: {} as StreamReader, access: { namesOf: async () => new Map() } },
    null,
    { cache: true },
  );
}

describe('since when something is known', () => {
  it('is the ledger’s knowledge time at the position that a row names', async () => {
    expect(await loadersOver(new Map([[7n, known]])).knownSince('7')).toEqual(known);
  });

  it('fails where a row names a position up to which there is no event', async () => {
    await expect(loadersOver(new Map()).knownSince('7')).rejects.toThrow('position 7');
  });
});
