import type { IntentRow } from '@entente/read-model';
import type { ApiContext } from '../shared/context.js';
import { IntentResolver } from './agreement.resolver.js';

describe('since when an intent is known', () => {
  it('is the ledger’s knowledge time at its event, in the answer of the mutation that recorded it too', async () => {
    const known = new Date('2025-04-17T12:00:05.000Z');
    const loaders = {
      event: async () => ({ known: null, commit: 7n, envelope: { recorded: '2025-04-17T12:00:00.000Z' } }),
      knownAt: async (position: bigint) => (position === 7n ? known : null),
    };
    const node = { row: { event_id: 'e1' } as IntentRow } as Parameters<IntentResolver['knownSince']>[0];
    const context = { caller: null, loaders } as unknown as ApiContext;
    expect(await new IntentResolver().knownSince(node, context)).toEqual(known);
  });
});
