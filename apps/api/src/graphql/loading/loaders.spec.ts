import type { StreamReader, Vault } from '@entente/ledger';
import type { ReadModel } from '@entente/read-model';
import type { EventNode } from '../event/event-node.js';
import { createLoaders } from './loaders.js';

const known = new Date('2025-04-17T12:00:00Z');
const event = { id: 'e', commit: 7n, known: null, envelope: { recorded: '2025-04-17T11:59:59.000Z' } };

/** The loaders of an operation, over a read model that knows when each position was known. */
function loadersOver(times: ReadonlyMap<bigint, Date>) {
  const readModel = { ask: async () => times } as unknown as ReadModel;
  const loaders = createLoaders({ readModel, vault: {} as Vault, reader: {} as StreamReader }, null, {
    cache: true,
  });
  return {
    knownSince: (node: object) => {
      loaders.primeEvent(node as EventNode);
      return loaders.knownSince('e');
    },
  };
}

describe('since when something is known', () => {
  it('is the ledger’s knowledge time at its event', async () => {
    expect(await loadersOver(new Map()).knownSince({ ...event, known })).toEqual(known);
  });

  it('is the same in the answer of the mutation that recorded it, which tells no knowledge time', async () => {
    expect(await loadersOver(new Map([[7n, known]])).knownSince(event)).toEqual(known);
  });
});
