import { LEDGER_STREAMS } from '@entente/domain';
import { inTime, keptAWhile, statusOf, type Check, type HealthCheck } from '@entente/platform';
import type { FastifyInstance } from 'fastify';
import type { ApiParts } from '../api-parts.js';

/** How long after a command could not be recorded the API is not ready; then the next command tells. */
const OUTAGE_MS = 30_000;
/** How long the read model may stand still behind the log before the API is no longer ready. */
const STALLED_MS = 30_000;

/** `/health/live`: the process answers. `/health/ready`: it can serve; 503 and the failed checks where it cannot; `degraded` where it can, and something that it has from others fails. */
export function serveHealth(server: FastifyInstance, parts: ApiParts): void {
  const projection = projectionCheck(parts);
  const checks: Readonly<Record<string, HealthCheck>> = {
    store: keptAWhile(async () => {
      await parts.store.head(LEDGER_STREAMS);
      return { ok: true };
    }),
    database: keptAWhile(async () => {
      await parts.readModel.pool.query('select 1');
      return { ok: true };
    }),
    recording: async () => recordingCheck(parts),
    projection: keptAWhile(projection),
    poison: keptAWhile(() => poisonCheck(parts)),
    ...parts.checks,
  };
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await inTime(check)] as const),
    );
    const status = statusOf(results.map(([, check]) => check));
    return reply
      .status(status === 'error' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({ status, checks: Object.fromEntries(results) });
  });
}

/** Behind is normal for a moment; standing still behind is not. */
function projectionCheck({ store, readModel, runnerState }: ApiParts): () => Promise<Check> {
  let seen = -1n;
  let since = performance.now();
  return async () => {
    const [head, projected] = await Promise.all([store.head(LEDGER_STREAMS), readModel.projected()]);
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

/** A disk that is full is read from as ever: only what could not be written tells. Why, the log says. */
function recordingCheck({ ledger, clock }: ApiParts): Check {
  const outage = ledger.outage();
  if (!outage) return { ok: true };
  const failedMs = clock.now().getTime() - outage.at.getTime();
  return { ok: failedMs > OUTAGE_MS, failedMs };
}

async function poisonCheck({ readModel, runnerState }: ApiParts): Promise<Check> {
  const { poison, poisonPosition } = await readModel.projected();
  const stopped = runnerState()?.kind === 'POISONED';
  return { ok: poison === null && !stopped, position: poisonPosition };
}
