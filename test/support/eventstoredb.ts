/** A throw-away EventStoreDB node or cluster for tests, where its executable is on the PATH. */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** One node that can be killed and started again on the same ports and the same data. */
export interface TestNode {
  readonly port: number;
  start(): Promise<void>;
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

/** A node, or several that form a cluster. */
export interface TestEventStoreDb {
  readonly url: string;
  readonly nodes: readonly TestNode[];
  /** The node that leads now; waits until one does. */
  leader(): Promise<TestNode>;
  dispose(): Promise<void>;
}

interface Member {
  readonly state: string;
  readonly isAlive: boolean;
  readonly httpEndPointPort: number;
}

/** The server's executable, or null where there is none. */
export function findEventStoreDb(): string | null {
  for (const name of ['eventstored', 'kurrentd']) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

/** Starts one node (in memory unless `onDisk`) or a cluster of three, and waits until one leads. */
export async function startEventStoreDb(
  executable: string,
  options: { readonly onDisk?: boolean; readonly nodes?: 1 | 3 } = {},
): Promise<TestEventStoreDb> {
  const size = options.nodes ?? 1;
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-esdb-'));
  const ports: { readonly http: number; readonly replication: number; readonly tcp: number }[] = [];
  for (let index = 0; index < size; index += 1) {
    ports.push({ http: await freePort(), replication: await freePort(), tcp: await freePort() });
  }

  const nodes = ports.map(({ http, replication, tcp }, index) => {
    const others = ports.filter((_, other) => other !== index);
    const cluster =
      size === 1
        ? []
        : [
            '--cluster-size',
            String(size),
            '--discover-via-dns',
            'false',
            '--gossip-seed',
            others.map((other) => `127.0.0.1:${other.http}`).join(','),
          ];
    const where = options.onDisk
      ? ['--db', join(folder, `node-${index}`, 'db'), '--index', join(folder, `node-${index}`, 'index')]
      : ['--mem-db'];
    const args = [
      '--insecure',
      '--disable-log-file',
      ...where,
      '--log',
      join(folder, `node-${index}`, 'log'),
      '--http-port',
      String(http),
      '--replication-port',
      String(replication),
      '--node-tcp-port',
      String(tcp),
      '--node-ip',
      '127.0.0.1',
      '--replication-ip',
      '127.0.0.1',
      ...cluster,
    ];
    return node(executable, args, http);
  });

  async function leader(): Promise<TestNode> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      for (const { http } of ports) {
        const members = await gossip(http);
        const leads = members.find((member) => member.isAlive && member.state === 'Leader');
        const follows = members.filter((member) => member.isAlive && /Leader|Follower/.test(member.state));
        const found = nodes.find((one) => one.port === leads?.httpEndPointPort);
        if (found && follows.length > size / 2) return found;
      }
      await pause(100);
    }
    throw new Error('no EventStoreDB node became leader within a minute');
  }

  await Promise.all(nodes.map((one) => one.start()));
  await leader();
  const hosts = ports.map(({ http }) => `127.0.0.1:${http}`).join(',');
  return {
    url: `esdb://${hosts}?tls=false`,
    nodes,
    leader,
    async dispose() {
      await Promise.all(nodes.map((one) => one.kill9()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function node(executable: string, args: readonly string[], port: number): TestNode {
  let server: ChildProcess | null = null;
  process.on('exit', () => void server?.kill('SIGKILL'));

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server;
    server = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  }

  return {
    port,
    async start() {
      const child = spawn(executable, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, EVENTSTORE_TELEMETRY_OPTOUT: 'true', DOTNET_gcServer: '0' },
      });
      server = child;
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
      child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
      const deadline = Date.now() + 60_000;
      while ((await gossip(port)).length === 0) {
        if (child.exitCode !== null || Date.now() > deadline) {
          throw new Error(`EventStoreDB did not start: ${said}`);
        }
        await pause(100);
      }
    },
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function gossip(port: number): Promise<readonly Member[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/gossip`, { signal: AbortSignal.timeout(2_000) });
    return ((await answer.json()) as { readonly members: readonly Member[] }).members;
  } catch {
    return [];
  }
}
