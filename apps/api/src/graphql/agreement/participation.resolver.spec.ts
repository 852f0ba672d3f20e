import type { ParticipationRow } from '@entente/read-model';
import { ParticipationResolver, type ParticipationNode } from './participation.resolver.js';

describe('since when an organisation takes part', () => {
  it('has the note of the act that decided it, though another act has the same date', () => {
    const day = { edtf: '2025-01', point: '2025-01-31', earliest: '2025-01-01', latest: '2025-01-31' };
    const row = { since: day, joined: day, event_id: 'accession', decided_by: 'entry' };
    const node = { row: row as unknown as ParticipationRow } as ParticipationNode;
    const resolver = new ParticipationResolver();
    expect(resolver.since(node).noteOf?.eventId).toBe('entry');
    expect(resolver.joined(node).noteOf?.eventId).toBe('accession');
  });
});
