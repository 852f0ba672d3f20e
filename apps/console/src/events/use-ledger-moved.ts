import { useEffect, useState } from 'react';

/** The position that the ledger has moved to since the page opened; null while it has not, or where it cannot be followed. */
export function useLedgerMoved(): string | null {
  const [position, setPosition] = useState<string | null>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    void follow(setPosition).then(
      (end) => {
        if (left) end();
        else stop = end;
      },
      () => undefined,
    );
    return () => {
      left = true;
      stop?.();
    };
  }, []);
  return position;
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
