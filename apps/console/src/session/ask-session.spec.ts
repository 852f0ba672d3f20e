import { QueryClient } from '@tanstack/react-query';
import { askSession, SESSION_KEY } from './ask-session.js';

const asOf = { validOn: '2026-11-28', position: '41' };

function answered({ actor = 'one', agreements = { asOf } as object | null } = {}): void {
  const viewer = { role: 'SECRETARIAT', name: 'One', actor, may: [] };
  const ledger = { id: 'l', name: null, timeZone: 'America/Toronto', demonstration: false };
  const errors = agreements
    ? undefined
    : [{ path: ['agreements'], extensions: { code: 'PROJECTION_BEHIND' } }];
  globalThis.fetch = () => Promise.resolve(Response.json({ data: { viewer, ledger, agreements }, errors }));
}

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

describe('the session', () => {
  it('is none without the ledger’s own day, and the one before stays', async () => {
    const client = new QueryClient();
    const fetchSession = () =>
      client.fetchQuery({ queryKey: SESSION_KEY, queryFn: () => askSession(client), staleTime: 0 });
    answered();
    await expect(fetchSession()).resolves.toMatchObject({ today: '2026-11-28', position: '41' });
    answered({ agreements: null });
    await expect(fetchSession()).rejects.toThrow('PROJECTION_BEHIND');
    expect(client.getQueryData(SESSION_KEY)).toMatchObject({ today: '2026-11-28' });
  });

  it('of somebody else leaves nothing of what the former was answered', async () => {
    const client = new QueryClient();
    client.setQueryData(['answer', 'q'], 'read as one');
    client.setQueryData(['pages', 'q'], 'read as one');
    const set = async (actor: string) => {
      answered({ actor });
      client.setQueryData(SESSION_KEY, await askSession(client));
    };
    await set('one');
    await set('one');
    expect(client.getQueryData(['answer', 'q'])).toBe('read as one');
    await set('two');
    expect(client.getQueryData(['answer', 'q'])).toBeUndefined();
    expect(client.getQueryData(['pages', 'q'])).toBeUndefined();
    expect(client.getQueryData(SESSION_KEY)).toMatchObject({ viewer: { actor: 'two' } });
  });
});
