import { loadDemonstration } from '@entente/demonstration';
import { onShutdown } from '@entente/platform';

/**
 * {@link loadDemonstration}, which a stop of the process ends after the step that is under way, before anything is closed
 * that it needs. The next load goes on from there.
 */
export async function loadUntilStopped(
  ...[ledger, scenario, options]: Parameters<typeof loadDemonstration>
): ReturnType<typeof loadDemonstration> {
  const stopping = new AbortController();
  const loading = loadDemonstration(ledger, scenario, { ...options, signal: stopping.signal });
  const loaded = onShutdown(async () => {
    stopping.abort();
    await loading.catch(() => {});
  });
  try {
    return await loading;
  } finally {
    loaded();
  }
}
