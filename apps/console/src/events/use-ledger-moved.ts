import { useSyncExternalStore } from 'react';

/** What all that follows the ledger in this window have been told last, over one connection. */
let position: string | null = null;
const listeners = new Set<() => void>();
let end: () => void = () => undefined;

/** The position that the ledger has moved to since it was first followed; null while it has not, or where it cannot be followed. */
export function useLedgerMoved(): string | null {
  return useSyncExternalStore(listen, () => position);
}

function listen(moved: () => void): () => void {
  listeners.add(moved);
  if (listeners.size === 1) begin();
  return () => {
    listeners.delete(moved);
    if (listeners.size === 0) end();
  };
}

function begin(): void {
  let ended = false;
  let stop: (() => void) | null = null;
  end = () => {
    ended = true;
    stop?.();
  };
  void follow((to) => {
    position = to;
    for (const moved of listeners) moved();
  }).then(
    (stops) => {
      stop = stops;
      if (ended) stops();
    },
    () => undefined,
  );
}

/** Follows the ledger over a WebSocket; what does so is loaded only then. */
async function follow(onMove: (position: string) => void): Promise<() => void> {
  const { createClient } = await import('graphql-ws');
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`;
  const client = createClient({ url, lazyCloseTimeout: 1_000, retryAttempts: 20 });
  const stop = client.subscribe<{ ledgerMoved: string }>(
    { query: 'subscription Moved { ledgerMoved }' },
    {
      next: ({ data }) => data && onMove(data.ledgerMoved),
      // The page shows what it has; asking again is a button away.
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => {
    stop();
    void client.dispose();
  };
}
