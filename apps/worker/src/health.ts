import type { ServerResponse } from 'node:http';
import {
  inTime,
  serveSmall,
  statusOf,
  type Check,
  type Configuration,
  type HealthCheck,
  type SmallServer,
} from '@entente/platform';
import type { RunnerState } from '@entente/read-model';

/** What the worker's health is made of. */
export interface Health {
  /** Resolves when the database answers. */
  readonly database: () => Promise<unknown>;
  readonly runner: () => RunnerState;
  /** What the last look for what is due said when it failed; null when it did not. */
  readonly reactor: () => string | null;
  /** What else has to be well, by the name under which it is shown. */
  readonly checks: () => Readonly<Record<string, HealthCheck>>;
}

/** The answer of `/health/ready`. */
export interface Readiness {
  readonly status: 'ok' | 'degraded' | 'error';
  readonly database: boolean;
  readonly runner: RunnerState['kind'];
  readonly reactor: boolean;
  readonly checks: Readonly<Record<string, Check>>;
}

const PATIENCE_MS = 2_000;

/**
 * Answers `/health/live` (the process lives) and `/health/ready` (200, or 503 with what is not well) on the configured
 * address.
 * @throws {StartupProblem} when the address cannot be listened on.
 */
export async function serveHealth(
  { host, port }: Pick<Configuration, 'host' | 'port'>,
  health: Health,
): Promise<SmallServer> {
  const remedy = 'set ENTENTE_PORT or ENTENTE_HOST to another one';
  return serveSmall({ host, port, remedy }, (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return reply(response, 405, { status: 'error' });
    if (path === '/health/live') return reply(response, 200, { status: 'ok' });
    if (path !== '/health/ready') return reply(response, 404, { status: 'error' });
    void readiness(health).then((ready) => reply(response, ready.status === 'error' ? 503 : 200, ready));
  });
}

/** A worker is ready when the database answers, it projects or stands by, and all that is looked at is well. */
export async function readiness(health: Health): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answers = health.database().then(
    () => true,
    () => false,
  );
  const database = await Promise.race([answers, late]);
  clearTimeout(timer);
  const runner = health.runner().kind;
  const reactor = health.reactor() === null;
  const looked = Object.entries(health.checks()).map(
    async ([name, check]) => [name, await inTime(check)] as const,
  );
  const checks = Object.fromEntries(await Promise.all(looked));
  const ok = database && reactor && works(runner);
  return { status: statusOf([{ ok }, ...Object.values(checks)]), database, runner, reactor, checks };
}

function works(runner: RunnerState['kind']): boolean {
  switch (runner) {
    case 'RUNNING':
    case 'STANDING_BY':
      return true;
    case 'STARTING':
    case 'RETRYING':
    case 'POISONED':
    case 'STOPPED':
      return false;
    default:
      return runner satisfies never;
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
