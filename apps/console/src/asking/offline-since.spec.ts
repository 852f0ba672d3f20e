import { onlineManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { offlineSince } from './offline-since.js';

afterEach(() => onlineManager.setOnline(true));

it('is as old as the oldest answer that is shown, and nothing while there is a network', () => {
  const client = new QueryClient();
  const shown = (key: readonly string[]) =>
    new QueryObserver(client, { queryKey: key, queryFn: () => 'x', staleTime: Infinity }).subscribe(
      () => undefined,
    );
  const keys = [['answer', 'a'], ['pages', 'b'], ['session']];
  const stops = keys.map((key, index) => {
    client.setQueryData(key, 'x', { updatedAt: 3_000 - index * 1_000 });
    return shown(key);
  });
  client.setQueryData(['answer', 'left'], 'x', { updatedAt: 500 });
  expect(offlineSince(client)).toBeNull();
  onlineManager.setOnline(false);
  expect(offlineSince(client)).toBe(2_000);
  for (const stop of stops) stop();
  expect(offlineSince(client)).toBe(0);
});
