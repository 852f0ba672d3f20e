/** A throw-away EventStoreDB node or cluster for tests, where its executable is on the PATH. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { get as getInClear } from 'node:http';
import { get as getOverTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { makeCertificates } from './certificates.js';
import { endProcess } from './end-process.js';
import { findOnPath } from './find-on-path.js';
import { freePort } from './free-port.js';
import { keepLog, removeFolder } from './names-in-clear.js';

/** One node that can be killed and started again on the same ports and the same data. */
export interface TestNode {
  readonly port: number;
  /** Where its data are, when they are on disk. */
  readonly folder: string;
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
  return findOnPath('eventstored', 'kurrentd');
}

/**
 * Starts one node (in memory unless `onDisk`) or a cluster of three, and waits until one leads. It asks for no password and
 * speaks in clear unless `secure`: then it has a certificate of an authority of its own, which its address names.
 */
export async function startEventStoreDb(
  executable: string,
  options: { readonly onDisk?: boolean; readonly nodes?: 1 | 3; readonly secure?: boolean } = {},
): Promise<TestEventStoreDb> {
  const size = options.nodes ?? 1;
  const folder = await mkdtemp(join(tmpdir(), 'entente-test-esdb-'));
  const certificates = options.secure ? await makeCertificates(folder, 'eventstoredb-node') : null;
  const authority = certificates && (await readFile(certificates.authority));
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
    const security =
      certificates === null
        ? ['--insecure']
        : [
            '--certificate-file',
            certificates.certificate,
            '--certificate-private-key-file',
            certificates.key,
            '--trusted-root-certificates-path',
            certificates.authorities,
          ];
    const args = [
      ...security,
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
    return node(executable, args, { port: http, folder: join(folder, `node-${index}`) }, authority);
  });

  async function leader(): Promise<TestNode> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      for (const { http } of ports) {
        const members = await gossip(http, authority);
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
  const hosts = ports.map(({ http }) => `${certificates ? 'localhost' : '127.0.0.1'}:${http}`).join(',');
  return {
    url:
      certificates === null
        ? `esdb://${hosts}?tls=false`
        : `esdb://admin:changeit@${hosts}?tls=true&tlsCAFile=${encodeURIComponent(certificates.authority)}`,
    nodes,
    leader,
    async dispose() {
      await Promise.all(nodes.map((one) => one.kill9()));
      await removeFolder(folder);
    },
  };
}

function node(
  executable: string,
  args: readonly string[],
  { port, folder }: Pick<TestNode, 'port' | 'folder'>,
  authority: Buffer | null,
): TestNode {
  let server: ChildProcess | null = null;
  const atExit = () => void server?.kill('SIGKILL');

  async function end(signal: NodeJS.Signals): Promise<void> {
    const child = server;
    server = null;
    process.off('exit', atExit);
    await endProcess(child, signal);
  }

  return {
    port,
    folder,
    async start() {
      const child = spawn(executable, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, EVENTSTORE_TELEMETRY_OPTOUT: 'true', DOTNET_gcServer: '0' },
      });
      server = child;
      process.on('exit', atExit);
      let said = '';
      const keep = keepLog('eventstoredb');
      for (const output of [child.stdout, child.stderr])
        output.on('data', (chunk: Buffer) => {
          keep(chunk);
          said = `${said}${chunk.toString()}`.slice(-2_000);
        });
      const deadline = Date.now() + 120_000;
      while ((await gossip(port, authority)).length === 0) {
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

/** What a node says of the cluster; nothing while it does not answer. */
function gossip(port: number, authority: Buffer | null): Promise<readonly Member[]> {
  const where = { host: '127.0.0.1', port, path: '/gossip', signal: AbortSignal.timeout(2_000) };
  return new Promise((resolve) => {
    const get = authority === null ? getInClear : getOverTls;
    get({ ...where, agent: false, ...(authority && { ca: authority }) }, (answer) => {
      json(answer).then(
        (body) => resolve((body as { readonly members: readonly Member[] }).members),
        () => resolve([]),
      );
    }).on('error', () => resolve([]));
  });
}
