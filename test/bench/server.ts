/**
 * A server under load, in a process of its own: `entente` (the whole API), `bare` (HTTP, GraphQL, a read, an insert) or `lean`
 * (what a team would build by hand).
 */
import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openAccess } from '@entente/access';
import { assemble, openMainDatabase } from '@entente/assembly';
import { openPostgresEventStore } from '@entente/event-store';
import { consoleLogger, systemClock, type Configuration } from '@entente/platform';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createApi } from '../../apps/api/src/create-api.js';
import type { Strain } from './load.js';
import { lean } from './peers/lean.js';

const [kind, mainUrl, vaultUrl, clients, eventStoreUrl] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string | undefined,
];
const log = consoleLogger('warn');
let statements = 0;

async function entente(): Promise<unknown> {
  const configuration: Configuration = {
    production: true,
    host: '127.0.0.1',
    port: 0,
    dataDir: '/nonexistent',
    database: { kind: 'server', url: mainUrl, accounts: null },
    eventStore:
      eventStoreUrl === undefined ? { kind: 'postgres' } : { kind: 'eventstoredb', url: eventStoreUrl },
    vault: { key: { kind: 'FILE', file: '', make: false }, database: { kind: 'server', url: vaultUrl } },
    logSigner: null,
    witnesses: { all: [], quorum: 0 },
    timeStampUrl: null,
    readLogDays: 400,
    timeZone: null,
    logLevel: 'warn',
    corsOrigins: [],
    metricsOpen: false,
    flags: { expiringDays: 90, recordedLateDays: 30, dormantYears: 5 },
    notices: { mail: null, publicUrl: null, reminderDays: [90, 30, 7, 0], hour: 7 },
  };
  // The same at every start: what it has wrapped is there at the next.
  const vaultKey = Buffer.alloc(32, 'bench');
  const main = await openMainDatabase({ ownerUrl: mainUrl, secret: vaultKey, configuration });
  const assembly = await assemble({
    configuration,
    databases: { ...main, vaultUrl, vaultKey, attached: false, stop: async () => {} },
    log,
    clock: systemClock,
  });
  const { runner } = assembly.startWorker();
  const access = openAccess(assembly.writerPool);
  const { ledger, readModel, store, vault, transparency, reads, checks, onDamage } = assembly;
  // Each takes a connection of its own.
  readModel.pool.on('acquire', () => (statements += 1));
  const app = await createApi({
    ledger,
    readModel,
    store,
    vault,
    transparency,
    reads,
    access,
    clock: systemClock,
    logger: log,
    logLevel: 'warn',
    production: true,
    runnerState: () => runner.state(),
    checks,
    onDamage,
  });
  await app.listen(0, '127.0.0.1');
  // Each client has a token: the limit of requests counts by token.
  const tokens: string[] = [];
  for (let n = 0; n < Number(clients); n += 1)
    tokens.push((await access.createToken({ role: 'secretariat', name: `client ${n}` })).token);
  return { url: await app.getUrl(), tokens, ledgerId: ledger.identity.ledgerId };
}

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
  return {
    url: `http://127.0.0.1:${address.port}`,
    tokens: Array.from({ length: Number(clients) }, () => ''),
  };
}

async function byHand(): Promise<unknown> {
  return { url: await lean(mainUrl), tokens: Array.from({ length: Number(clients) }, () => '') };
}

async function started(): Promise<unknown> {
  if (kind === 'bare') return bare();
  return kind === 'lean' ? byHand() : entente();
}

const loop = monitorEventLoopDelay({ resolution: 2 });
loop.enable();
// What a request has cost the process since it was asked before.
process.on('message', () => {
  const { rss, heapUsed, external } = process.memoryUsage();
  const cpu = process.cpuUsage();
  process.send?.({
    heldMs: loop.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1_024,
    nowMb: Math.max(rss, heapUsed + external) / 2 ** 20,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    statements,
  } satisfies Strain);
  loop.reset();
  statements = 0;
});

process.send?.(await started());
process.on('disconnect', () => process.exit(0));
