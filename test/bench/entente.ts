/** The whole API, as it is deployed, over databases that are there. */
import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccess } from '@entente/access';
import { assemble, logOrigin, openMainDatabase } from '@entente/assembly';
import { consoleLogger, expectShortLived, systemClock, type Configuration } from '@entente/platform';
import { openReceipts, signerFolder, type Receipts } from '@entente/transparency';
import { createApi } from '../../apps/api/src/create-api.js';

// As `startProgram` does.
expectShortLived();
const log = consoleLogger('warn');

/** The console, where it is built. */
const CONSOLE = join(import.meta.dirname, '../../dist/console');

interface Places {
  readonly mainUrl: string;
  readonly vaultUrl: string;
  /** How many tokens it makes: the limit of requests counts by token. */
  readonly clients: number;
  readonly eventStoreUrl: string | undefined;
}

/** Starts it; resolves with how it is reached, and with a counter of its SQL statements since it was asked before. */
export async function startEntente({ mainUrl, vaultUrl, clients, eventStoreUrl }: Places) {
  let statements = 0;
  const configuration: Configuration = {
    production: true,
    host: '127.0.0.1',
    port: 0,
    dataDir: '/nonexistent',
    files: { kind: 'folder', folder: '/nonexistent/files' },
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
  const { runner } = assembly.startWorker({ projectsInThread: true });
  const access = openAccess(assembly.writerPool);
  const { ledger, readModel, store, vault, transparency, reads, checks, onDamage } = assembly;
  // Each takes a connection of its own.
  readModel.pool.on('acquire', () => (statements += 1));
  const given = await openReceipts(signerFolder(keysFolder()), logOrigin(ledger.identity.ledgerId));
  let gives = true;
  const receipts: Receipts = {
    ...given,
    issue: (leaves, now) => (gives ? given.issue(leaves, now) : { sealedBy: now, note: '' }),
  };
  const app = await createApi({
    ledger,
    readModel,
    store,
    vault,
    transparency,
    receipts,
    reads,
    access,
    clock: systemClock,
    logger: log,
    logLevel: 'warn',
    production: true,
    runnerState: () => runner.state(),
    checks,
    onDamage,
    ...(existsSync(CONSOLE) && { consoleDir: CONSOLE }),
  });
  await app.listen(0, '127.0.0.1');
  // Each client has a token: the limit of requests counts by token.
  const tokens: string[] = [];
  for (let n = 0; n < clients; n += 1)
    tokens.push((await access.createToken({ role: 'secretariat', name: `client ${n}` })).token);
  return {
    reached: { url: await app.getUrl(), tokens, ledgerId: ledger.identity.ledgerId },
    giveReceipts(give: boolean): void {
      gives = give;
    },
    statements(): number {
      const sent = statements;
      statements = 0;
      return sent;
    },
  };
}

/** Where the key of the receipts lies until the process ends. */
function keysFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-receipts-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
