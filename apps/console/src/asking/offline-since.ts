import { notifyManager, onlineManager, type QueryClient } from '@tanstack/react-query';

/**
 * Of when what is shown is, while this computer has no network: the oldest of the answers on the page, in milliseconds; 0 where
 * none is. Null while there is a network.
 */
export function offlineSince(client: QueryClient): number | null {
  if (onlineManager.isOnline()) return null;
  const shown = client.getQueryCache().findAll({
    type: 'active',
    predicate: ({ queryKey, state }) =>
      ['answer', 'pages'].includes(String(queryKey[0])) && state.dataUpdatedAt > 0,
  });
  return shown.length === 0 ? 0 : Math.min(...shown.map(({ state }) => state.dataUpdatedAt));
}

/** Tells when that may have changed. */
export function onOfflineChange(client: QueryClient, changed: () => void): () => void {
  const later = notifyManager.batchCalls(changed);
  const stops = [onlineManager.subscribe(later), client.getQueryCache().subscribe(later)];
  return () => {
    for (const stop of stops) stop();
  };
}
