/**
 * A server under load, in a process of its own: `entente` (the whole API), `bare` (HTTP, GraphQL, a read, an insert) or a peer:
 * `lean`, `orm`, `emmett` (what a team would build instead).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openPostgresEventStore } from '@entente/event-store';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import type { Strain } from './load.js';
import { lean } from './peers/lean.js';
import { outsidePeer } from './peers/outside.js';

const [kind, mainUrl, vaultUrl, clients, eventStoreUrl] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string | undefined,
];

/** The least that such a service can do: the same server, one stream read, one grouped insert of as many bytes. */
async function bare(): Promise<unknown> {
  const store = await openPostgresEventStore({ connectionString: mainUrl, schema: 'bare' });
  const app = Fastify({ logger: false });
  const bytes = randomBytes(900);
  await app.register(mercurius, {
    jit: 1,
    schema: `
      input DateInput { edtf: String! }
      input EvidenceInput { sourceId: ID! }
      input RecordSignatureInput { commandId: ID!, agreementId: ID!, organizationId: ID!, occurredOn: DateInput!, evidence: [EvidenceInput!]! }
      type AgreementRecorded { position: String!, repeated: Boolean! }
      type Query { nothing: String }
      type Mutation { recordSignature(input: RecordSignatureInput!): AgreementRecorded }`,
    resolvers: {
      Mutation: {
        recordSignature: async (_root: unknown, { input }: { input: { agreementId: string } }) => {
          const stream = `agreement-${input.agreementId}`;
          await store.readStream(stream, 0, 'forwards', 1_000).catch(() => []);
          const { position, repeated } = await store.append(stream, 'any', [
            { id: randomUUID(), type: 'PartnerSigned', bytes },
          ]);
          return { position: position.commit.toString(), repeated };
        },
      },
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address() as { port: number };
  return open(`http://127.0.0.1:${address.port}`);
}

/** Whoever asks a peer needs no token. */
function open(url: string): unknown {
  return { url, tokens: Array.from({ length: Number(clients) }, () => '') };
}

let statements = (): number => 0;
let giveReceipts = (_give: boolean): void => {};

/** The ledger is loaded where it is measured: what it leaves in the process, a peer's framework would find. */
async function entente(): Promise<unknown> {
  const { startEntente } = await import('./entente.js');
  const started = await startEntente({ mainUrl, vaultUrl, clients: Number(clients), eventStoreUrl });
  ({ statements, giveReceipts } = started);
  return started.reached;
}

async function started(): Promise<unknown> {
  switch (kind) {
    case 'bare':
      return bare();
    case 'lean':
      return open(await lean(mainUrl));
    case 'orm':
    case 'emmett':
      return open(await (await outsidePeer(kind)).start(mainUrl));
    default:
      return entente();
  }
}

const loop = monitorEventLoopDelay({ resolution: 2 });
loop.enable();
// What a request has cost the process since it was asked before; and whether receipts are given from now on.
process.on('message', (asked: 'strain' | 'receipts' | 'no receipts') => {
  if (asked !== 'strain') giveReceipts(asked === 'receipts');
  const { rss, heapUsed, external } = process.memoryUsage();
  const cpu = process.cpuUsage();
  process.send?.({
    heldMs: loop.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1_024,
    nowMb: Math.max(rss, heapUsed + external) / 2 ** 20,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    statements: statements(),
  } satisfies Strain);
  loop.reset();
});

process.send?.(await started());
process.on('disconnect', () => process.exit(0));
