import type { Ledger, Vault } from '@entente/ledger';
import type { Logger } from '@entente/platform';
import { indexNames } from './index-names.js';

type Parts = Parameters<typeof indexNames>[0];

/** Persons without a name in the index; the streams of some are damaged. */
function partsOf(persons: readonly string[], damaged: readonly string[]) {
  const indexed: string[] = [];
  const logged: unknown[] = [];
  const read = async (stream: string) => {
    if (damaged.includes(stream)) throw new Error(`${stream} is damaged`);
    return [{ envelope: { stream } }];
  };
  const open = async ({ stream }: { readonly stream: string }) =>
    new Map([['/displayName', { state: 'OPENED', value: `Name of ${stream}` }]]);
  const vault: Parts['vault'] = {
    personsWithoutName: async () => persons,
    indexNames: async (names: Parameters<Vault['indexNames']>[0]) => {
      indexed.push(...names.map(({ personId, name }) => `${personId}: ${name}`));
    },
  };
  const log = { error: (_message: string, details: object) => logged.push(details) } as unknown as Logger;
  const ledger = { reader: { read }, open } as unknown as Pick<Ledger, 'reader' | 'open'>;
  return { vault, ledger, log, indexed, logged };
}

describe('persons who are not found by their names yet', () => {
  it('are indexed', async () => {
    const parts = partsOf(['a', 'b'], []);
    await indexNames(parts).done;
    expect(parts.indexed).toEqual(['a: Name of person-a', 'b: Name of person-b']);
    expect(parts.logged).toEqual([]);
  });

  it('are indexed past streams that are damaged; how many are not is logged once', async () => {
    const parts = partsOf(['a', 'b', 'c', 'd'], ['person-a', 'person-c']);
    await indexNames(parts).done;
    expect(parts.indexed).toEqual(['b: Name of person-b', 'd: Name of person-d']);
    expect(parts.logged).toEqual([
      { persons: 2, error: expect.objectContaining({ message: 'person-a is damaged' }) as unknown },
    ]);
  });
});
