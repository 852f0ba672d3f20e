import { LEDGER_STREAMS } from '@entente/domain';
import type { FastifyInstance } from 'fastify';
import type { ApiParts } from '../api-parts.js';

/** One thing that the API needs, and whether it is there. */
interface Check {
  readonly ok: boolean;
  readonly [detail: string]: string | number | boolean | null;
}

/** How long a result stands, in milliseconds. */
const KEPT_MS = 1_000;
/** How long a check may take, in milliseconds. */
const PATIENCE_MS = 2_000;
/** The id of no key: whoever asks for it learns only that the vault answers. */
const NO_KEY = '00000000-0000-0000-0000-000000000000';
/** How long after a command could not be recorded the API is not ready; then the next command tells. */
const OUTAGE_MS = 30_000;
/** How long the read model may stand still behind the log before the API is no longer ready. */
const STALLED_MS = 30_000;

/** `/health/live`: the process answers. `/health/ready`: it can serve; 503 and the failed checks where it cannot. */
export function serveHealth(server: FastifyInstance, parts: ApiParts): void {
  const projection = projectionCheck(parts);
  const checks: Readonly<Record<string, () => Promise<Check>>> = {
    store: keptAWhile(async () => {
      await parts.store.head(LEDGER_STREAMS);
      return { ok: true };
    }),
    database: keptAWhile(async () => {
      await parts.readModel.pool.query('select 1');
      return { ok: true };
    }),
    vault: keptAWhile(async () => {
      await parts.vault.open([NO_KEY]);
      return { ok: true };
    }),
    recording: async () => recordingCheck(parts),
    projection: keptAWhile(projection),
    poison: keptAWhile(() => poisonCheck(parts)),
    log: async () => logCheck(parts),
  };
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await check()] as const),
    );
    const ok = results.every(([, { ok: passed }]) => passed);
    return reply
      .status(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ok ? 'ok' : 'error', checks: Object.fromEntries(results) });
  });
}

/** What has to be looked up is looked up once a second, however many ask: a stranger may ask as often as it likes. */
function keptAWhile(check: () => Promise<Check>): () => Promise<Check> {
  let kept: { readonly since: number; readonly result: Promise<Check> } | null = null;
  return () => {
    const now = performance.now();
    if (kept === null || now - kept.since >= KEPT_MS) kept = { since: now, result: checked(check) };
    return kept.result;
  };
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

/** What was read and is not what was written: nothing mends that by itself. What was taken away may be put back. */
function logCheck({ damage, losses }: ApiParts): Check {
  const found = damage?.() ?? null;
  if (found) return { ok: false, stream: found.stream, revision: found.revision };
  const [lost] = losses?.() ?? [];
  return lost ? { ok: false, stream: lost.stream, loss: lost.kind } : { ok: true };
}

async function poisonCheck({ readModel, runnerState }: ApiParts): Promise<Check> {
  const { poison, poisonPosition } = await readModel.projected();
  const stopped = runnerState()?.kind === 'POISONED';
  return { ok: poison === null && !stopped, position: poisonPosition };
}
