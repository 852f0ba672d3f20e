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

describe('what is loaded', () => {
  it('is one promise for all who ask before its statement goes out, and one statement for all who ask ever', async () => {
    let statements = 0;
    const answer = async () => {
      statements += 1;
      return (id: string) => [{ organization_id: id }];
    };
    const readModel = { ask: answer } as unknown as ReadModel;
    const access = { namesOf: async () => new Map() };
    const sources = { readModel, vault: {} as Vault, reader: {} as StreamReader, access };
    const { names } = createLoaders(sources, null, { cache: true });
    const asOf = { validOn: '2025-01-28', position: 7n };

    const [one, again, later] = [names(asOf, 'a'), names(asOf, 'a'), names({ ...asOf, position: 8n }, 'a')];
    expect(one).toBe(again);
    expect(one).not.toBe(later);
    expect(await one).toEqual(await later);
    expect(await names(asOf, 'a')).toBe(await one);
    expect(statements).toBe(2);
  });
});
