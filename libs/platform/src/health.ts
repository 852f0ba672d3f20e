/** One thing that a process needs, and whether it is well. A stranger may read it: it names no person. */
export interface Check {
  readonly ok: boolean;
  /** True where it is well and something that it has from others is not: the process serves, and somebody should look. */
  readonly degraded?: boolean;
  readonly [detail: string]: string | number | boolean | null | undefined;
}

/** Looks at one thing. Whoever serves it bounds the time that it may take. */
export type HealthCheck = () => Promise<Check>;

/** What all checks come to. A process that is degraded serves. */
export function statusOf(checks: readonly Check[]): 'ok' | 'degraded' | 'error' {
  if (!checks.every(({ ok }) => ok)) return 'error';
  return checks.some(({ degraded }) => degraded === true) ? 'degraded' : 'ok';
}

/** How long what was looked up stands, in milliseconds. */
const KEPT_MS = 1_000;

/** What has to be looked up is looked up once a second, however many ask: a stranger may ask as often as it likes. */
export function keptAWhile<T>(look: () => Promise<T>): () => Promise<T> {
  let kept: { readonly since: number; readonly result: Promise<T> } | null = null;
  return () => {
    const now = performance.now();
    if (kept === null || now - kept.since >= KEPT_MS) kept = { since: now, result: look() };
    return kept.result;
  };
}

/** How long a check may take, in milliseconds. */
const PATIENCE_MS = 2_000;

/** A check that answers within two seconds, whatever happens. What went wrong is in the log of who owns it. */
export async function inTime(check: HealthCheck): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, reason: `no answer within ${PATIENCE_MS} ms` }),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([check().catch(() => ({ ok: false, reason: 'not available' })), late]);
  } finally {
    clearTimeout(timer);
  }
}
