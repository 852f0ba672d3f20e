import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

/** A server under load and how to reach it. */
export interface Server {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly ledgerId: string;
  /** What it has had to bear since it was asked before. */
  strain(): Promise<Strain>;
  /** Whether what is recorded gets a receipt from now on, as at the start; a peer gives none. */
  giveReceipts(give: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** What a process has had to bear; statements and waiting since it was asked before. */
export interface Strain {
  /** The longest that its event loop was held, in milliseconds. */
  readonly heldMs: number;
  /** The most memory that it has ever had, and what it has now, in megabytes. */
  readonly peakMb: number;
  readonly nowMb: number;
  /** The processor time that it has had since its start, in milliseconds. */
  readonly cpuMs: number;
  /** The SQL statements that answers have sent. */
  readonly statements: number;
}

/** Starts `server.ts` in a process of its own. */
export async function startServer(
  kind: 'entente' | 'bare' | 'lean' | 'orm' | 'emmett',
  mainUrl: string,
  vaultUrl: string,
  clients: number,
  eventStoreUrl?: string,
): Promise<Server> {
  const root = new URL('../../', import.meta.url);
  const child: ChildProcess = fork(
    new URL('./server.ts', import.meta.url),
    [kind, mainUrl, vaultUrl, String(clients), ...(eventStoreUrl === undefined ? [] : [eventStoreUrl])],
    {
      execArgv: ['--import', new URL('./test/support/typescript-hooks.mjs', root).href],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // As it is deployed: libraries leave out what is for developers only.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server of ${kind} ended with code ${code} before it was ready`);
  });
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [
    Pick<Server, 'url' | 'tokens' | 'ledgerId'>,
  ];
  ended.catch(() => {});
  const tell = async (what: string): Promise<Strain> => {
    const answered = once(child, 'message');
    child.send(what);
    return ((await answered) as [Strain])[0];
  };
  return {
    ...ready,
    strain: () => tell('strain'),
    giveReceipts: async (give) => void (await tell(give ? 'receipts' : 'no receipts')),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One GraphQL request; raises when the answer has errors. */
export async function ask<T>(url: string, token: string, query: string, variables: object = {}): Promise<T> {
  const body = JSON.stringify({ query, variables });
  return new Promise<T>((resolve, reject) => {
    const sent = request(
      `${url}/graphql`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'mercurius-require-preflight': '1',
          ...(token && { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const answer = JSON.parse(text) as { data: T; errors?: readonly unknown[] };
          if (answer.errors) reject(new Error(text.slice(0, 500)));
          else resolve(answer.data);
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What clients that ask without a pause got. */
export interface Load {
  /** Answers a second, after the warm-up. */
  readonly rate: number;
  /** How long half of them, and 99 of 100, took at most, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** All answers, those of the warm-up as well. */
  readonly answers: number;
}

/** Runs clients in parallel for a time, each asking again as soon as it is answered, after a warm-up. */
export async function underLoad(
  clients: number,
  seconds: number,
  call: (client: number, n: number) => Promise<unknown>,
  warmUp = 1,
): Promise<Load> {
  let counting = false;
  let answers = 0;
  let over = false;
  const taken: number[] = [];
  const workers = Array.from({ length: clients }, async (_, client) => {
    for (let n = 0; !over; n += 1) {
      const asked = performance.now();
      await call(client, n);
      answers += 1;
      if (counting) taken.push(performance.now() - asked);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, warmUp * 1_000));
  counting = true;
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const elapsed = (performance.now() - from) / 1_000;
  over = true;
  counting = false;
  const sorted = taken.toSorted((a, b) => a - b);
  await Promise.all(workers);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { rate: sorted.length / elapsed, p50: at(0.5), p99: at(0.99), answers };
}

/** Runs clients in parallel as {@link underLoad} and answers how many calls a second they made. */
export async function perSecond(
  clients: number,
  seconds: number,
  call: (client: number, n: number) => Promise<unknown>,
): Promise<number> {
  return (await underLoad(clients, seconds, call)).rate;
}
