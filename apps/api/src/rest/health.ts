import type { FastifyInstance } from 'fastify';
import type { ApiParts } from '../api-parts.js';

/** One thing that the API needs, and whether it is there. */
interface Check {
  readonly ok: boolean;
  readonly [detail: string]: string | number | boolean | null;
}

/** How long a check may take, in milliseconds. */
const PATIENCE_MS = 2_000;
/** How long the read model may stand still behind the log before the API is no longer ready. */
const STALLED_MS = 30_000;

/** `/health/live`: the process answers. `/health/ready`: it can serve; 503 and the failed checks where it cannot. */
export function serveHealth(server: FastifyInstance, parts: ApiParts): void {
  const projection = projectionCheck(parts);
  const checks: Readonly<Record<string, () => Promise<Check>>> = {
    store: async () => {
      await parts.store.head();
      return { ok: true };
    },
    database: async () => {
      await parts.readModel.pool.query('select 1');
      return { ok: true };
    },
    projection,
    poison: () => poisonCheck(parts),
  };
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await checked(check)] as const),
    );
    const ok = results.every(([, { ok: passed }]) => passed);
    return reply
      .status(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ok ? 'ok' : 'error', checks: Object.fromEntries(results) });
  });
}

async function checked(check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, reason: `no answer within ${PATIENCE_MS} ms` }),
      PATIENCE_MS,
    );
  });
  try {
    // What went wrong is in the log of who owns it; here a stranger only learns that it did.
    return await Promise.race([check().catch(() => ({ ok: false, reason: 'not available' })), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Behind is normal for a moment; standing still behind is not. */
function projectionCheck({ store, readModel, runnerState }: ApiParts): () => Promise<Check> {
  let seen = -1n;
  let since = performance.now();
  return async () => {
    const [head, projected] = await Promise.all([store.head(), readModel.projected()]);
    const reached = projected.position;
    const caughtUp = head === null || reached >= head.commit;
    if (caughtUp || reached !== seen) since = performance.now();
    seen = reached;
    const stalledMs = Math.round(performance.now() - since);
    return {
      ok: caughtUp || stalledMs < STALLED_MS,
      caughtUp,
      behind: caughtUp ? '0' : String((head?.commit ?? 0n) - reached),
      stalledMs,
      runner: runnerState()?.kind ?? 'ELSEWHERE',
    };
  };
}

async function poisonCheck({ readModel, runnerState }: ApiParts): Promise<Check> {
  const { poison, poisonPosition } = await readModel.projected();
  const stopped = runnerState()?.kind === 'POISONED';
  return { ok: poison === null && !stopped, position: poisonPosition };
}
