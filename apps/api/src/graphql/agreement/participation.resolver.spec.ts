import type { ParticipationRow, TakingPartRow } from '@entente/read-model';
import type { ApiContext } from '../loading/context.js';
import { ParticipationResolver, type ParticipationNode } from './participation.resolver.js';

describe('since when an organisation takes part', () => {
  it('has the note of the act that decided it, though another act has the same date', async () => {
    const day = { edtf: '2025-01', point: '2025-01-31', earliest: '2025-01-01', latest: '2025-01-31' };
    const row = { since: day, joined: day, decided_by: 'entry' } as unknown as ParticipationRow;
    const context = { loaders: { participation: async () => () => row } } as unknown as ApiContext;
    const node = { row: { event_id: 'accession' } as TakingPartRow } as ParticipationNode;
    const resolver = new ParticipationResolver();
    expect((await resolver.since(node, {}, context)).noteOf?.eventId).toBe('entry');
    expect((await resolver.joined(node, {}, context)).noteOf?.eventId).toBe('accession');
  });
});
