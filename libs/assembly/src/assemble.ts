import { LEDGER_STREAMS } from '@entente/domain';
import type { StreamGuard } from '@entente/event-store';
import {
  STORED_EVENTS,
  VaultKeyDiffersError,
  VaultOfAnotherLedgerError,
  commandIndexOfClaims,
  commandIndexOfLog,
  createEventReader,
  createKeptFiles,
  createLedger,
  createStreamReader,
  openLedgerIdentity,
  openPostgresClaims,
  openPostgresVault,
  type CorruptEventError,
  type FileStorage,
  type KeptFiles,
  type Ledger,
  type Vault,
} from '@entente/ledger';
import {
  createImportHolds,
  openMailer,
  openNotices,
  openPoster,
  openWebhooks,
  startNotifier,
  startWebhooks,
  type Courier,
  type ImportHolds,
  type Notices,
  type Notifier,
  type Webhooks,
} from '@entente/notices';
import {
  StartupProblem,
  keptAWhile,
  nameOfVaultKey,
  type Clock,
  type Configuration,
  type HealthCheck,
  type Logger,
} from '@entente/platform';
import {
  followLogOf,
  openReadModel,
  prepareReadModel,
  readModelPool,
  startRunner,
  type ReadModel,
  type Runner,
  type RunnerParts,
} from '@entente/read-model';
import { openReadLog, type ReadLog, type Receipts, type Signer } from '@entente/transparency';
import type { Pool } from 'pg';
import type { Databases } from './databases/databases.js';
import { checkLogOfStart } from './check-start.js';
import { checkVault } from './check-vault.js';
import { createErasures } from './erasures.js';
import { watchClock } from './clock-watch.js';
import { openFileStorage, watchFiles } from './file-watch.js';
import { openDamageBook } from './damage-book.js';
import { startHeartbeat } from './heartbeat.js';
import {
  notSigning,
  openLogReceipts,
  openTransparency,
  startLogSigner,
  type Transparency,
} from './log-signer.js';
import { indexNames } from './index-names.js';
import { openLog, type Log } from './open-log.js';
import { projectInThread } from './projecting/project-in-thread.js';
import { openRunnerParts } from './projecting/runner-parts.js';
import { startReactor, type Reactor } from './reactor.js';
import { checkReads, startKeepingReads, type ReadKeeper } from './reads/keep-reads.js';
import { notedVault } from './reads/noted-vault.js';
import { watchRows, type RowsWatch } from './watch-rows.js';
import { guardRecording } from './recording-guard.js';

/** Time limit of a query that answers a question. */
const LONGEST_QUESTION_MS = 10_000;
/** Time limit of one look at rows, at low priority. */
const LONGEST_LOOK_MS = 600_000;

/** A ledger, assembled from a configuration: what the api, the worker and the command line have in common. */
export interface Assembly {
  readonly store: Log;
  readonly vault: Vault;
  /** The files of sources, in the data folder or a bucket. */
  readonly files: KeptFiles;
  /** Where they are, sealed. */
  readonly fileStorage: FileStorage;
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  /** By the account that writes: for the register of tokens. */
  readonly writerPool: Pool;
  readonly runnerParts: RunnerParts;
  /** The log's tree, and the checkpoints that were signed. */
  readonly transparency: Transparency;
  /** Signs receipts for what is recorded; null where the configuration names no folder for keys. */
  readonly receipts: Receipts | null;
  /** The log of who reads what is sealed. */
  readonly reads: ReadLog;
  /** Who is written to, and the mail that was. */
  readonly notices: Notices;
  /** Signed notices of what is recorded, to other programs. */
  readonly webhooks: Webhooks;
  /** Runs imports: no notice and no webhook goes out until they end. */
  readonly importHolds: ImportHolds;
  /** What has to be well beside the servers themselves, by the name under which health shows it. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Whether the main database answered when it was last asked, a moment ago. */
  readonly databaseAnswers: () => boolean;
  /** Notes an event of the log that was read and is not what was written. */
  readonly onDamage: (found: CorruptEventError) => void;
  /**
   * Starts what a worker does: projecting, recording what falls due, signing checkpoints of the log, comparing rows with it,
   * sending notices.
   *
   * @param options.projectsInThread whether it projects in a thread of its own: where the process also answers
   */
  startWorker(options?: { readonly projectsInThread?: boolean }): {
    readonly runner: Runner;
    readonly reactor: Reactor;
    readonly signer: Signer | null;
    /** Signs the read log. */
    readonly readSigner: Signer | null;
    readonly rows: RowsWatch;
  };
  /** Stops the worker, closes every connection. Idempotent. */
  close(): Promise<void>;
}

export interface AssembleOptions {
  readonly configuration: Configuration;
  readonly databases: Databases;
  readonly log: Logger;
  readonly clock: Clock;
  /** For an empty log: open it as a demonstration, with the instant at which its scripted clock begins. */
  readonly demonstration?: { readonly at: Date };
  /** For an empty log: the name of the ledger that is opened. */
  readonly name?: string | null;
  readonly onRebuild?: (done: number) => void;
}

/** Opens the store, the vault, the read model and the ledger on them. */
export async function assemble(options: AssembleOptions): Promise<Assembly> {
  const { configuration, databases, log, clock } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const closed = new AbortController();
  const close = async (): Promise<void> => {
    closed.abort();
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    const store = await openLog({ configuration, databases, log });
    closing.push(() => store.close());
    const losses = store.guard?.(LEDGER_STREAMS, ({ stream, kind }) =>
      log.error('Events of the log were taken away, or will be; restore them.', { stream, loss: kind }),
    );
    if (losses) closing.push(() => losses.stop());
    const pool = readModelPool(databases.readerUrl, { statementTimeoutMs: LONGEST_QUESTION_MS });
    closing.push(() => pool.end());
    const writerPool = readModelPool(databases.writerUrl, { statementTimeoutMs: LONGEST_QUESTION_MS });
    closing.push(() => writerPool.end());
    await checkLogOfStart({ pool, store, vaultUrl: databases.vaultUrl });
    const clockWatch = watchClock({ clock, pool, log });
    const guard = guardRecording({ logDiffers: followLogOf(pool, store), clock: clockWatch, log });
    const damage = openDamageBook(writerPool, log);
    const identity = await openLedgerIdentity(store, {
      timeZone: configuration.timeZone,
      demonstration: options.demonstration !== undefined,
      name: options.name ?? null,
      now: clock.now,
      ...(options.demonstration && { at: options.demonstration.at }),
    });
    const transparency = openTransparency(configuration, { store, pool: writerPool });
    const vault = await openPostgresVault({
      connectionString: databases.vaultUrl,
      masterKey: databases.vaultKey,
      ledgerId: identity.ledgerId,
    }).catch((error: unknown) => {
      if (error instanceof VaultKeyDiffersError) throw otherVaultKey(configuration, error);
      if (error instanceof VaultOfAnotherLedgerError) throw vaultOfAnother(error);
      throw error;
    });
    closing.push(() => vault.close());

    const events = createEventReader(STORED_EVENTS, identity.ledgerId);
    const reader = createStreamReader(store, events);
    const projecting = openRunnerParts({ databases, store, events, log });
    closing.push(() => projecting.close());
    const { parts: runnerParts } = projecting;
    await prepareReadModel(runnerParts, options.onRebuild);
    const readModel = await openReadModel({ pool, connectionString: databases.readerUrl, store });
    closing.push(() => readModel.close());

    const { findById } = store;
    const claims = await openPostgresClaims({
      pool: writerPool,
      store,
      events,
      indexCommands: !findById,
      onDamage: ({ message }) => log.error(`What is claimed by a damaged event is not known: ${message}`),
    });
    const ledger = createLedger({
      store,
      catalogue: STORED_EVENTS,
      events,
      reader,
      vault,
      claims,
      commandIndex: findById
        ? commandIndexOfLog({ findById: findById.bind(store) })
        : commandIndexOfClaims(claims),
      lookups: readModel.lookups,
      identity,
      now: clock.now,
      latestCheckpoint: transparency.book.known,
      refusal: guard.refusal,
      onRecorded: (events) => erasures.onRecorded(events),
      onOutage: (outage) =>
        outage
          ? log.error('Nothing can be recorded.', { reason: outage.reason })
          : log.info('What is recorded is written again.'),
    });
    const watched = watchFiles(openFileStorage(configuration.files), log);
    const files = createKeptFiles({ storage: watched.storage, vault, ledgerId: identity.ledgerId });
    const erasures = createErasures({ vault, files, ledger, store, readModel, log });
    closing.push(() => erasures.stop());
    await erasures.replay();
    const heartbeat = startHeartbeat(databases.readerUrl, log);
    closing.push(() => heartbeat.stop());
    const { ledgerId } = identity;
    /** Of a signer's own: what holds its lock holds its connection. */
    const openSignerPool = (): Pool => {
      const signerPool = readModelPool(databases.writerUrl, { max: 1 });
      closing.push(() => signerPool.end());
      return signerPool;
    };
    const startSigner = (): Signer | null => {
      const started = startLogSigner({
        configuration,
        ledgerId,
        store,
        pool: openSignerPool(),
        log,
        ...transparency,
      });
      if (started) closing.push(() => started.stop());
      return started;
    };
    const reads = openReadLog({
      pool: writerPool,
      secret: vault.secretFor('read-log'),
      now: clock.now,
      log,
    });
    let readKeeper: ReadKeeper | null = null;
    const holds = createImportHolds(writerPool, () => clock.now());
    const notices = openNotices({
      pool: writerPool,
      store,
      readModel,
      ledger,
      vault: notedVault(vault, reads, { who: 'system:notices', way: 'mail' }),
      secret: vault.secretFor('notices'),
      settings: configuration.notices,
      holds,
      clock,
      log,
    });
    let reactor: Reactor | null = null;
    const webhooks = openWebhooks({
      pool: writerPool,
      store,
      readModel,
      ledger,
      secret: vault.secretFor('notices'),
      holds,
      clock,
    });
    let notifier: Notifier | null = null;
    let courier: Courier | null = null;
    let signer: Signer | null = null;
    return {
      store,
      vault,
      files,
      fileStorage: watched.storage,
      ledger,
      readModel,
      writerPool,
      runnerParts,
      transparency,
      notices,
      webhooks,
      importHolds: holds,
      receipts: await openLogReceipts(configuration, ledgerId),
      reads,
      checks: {
        vault: keptAWhile(checkVault(vault, readModel)),
        followed: guard.checkLog,
        clock: clockWatch.check,
        log: lossOr(losses, keptAWhile(damage.check('LOG'))),
        rows: keptAWhile(damage.check('READ_MODEL')),
        files: watched.check,
        erasures: erasures.check,
        notices: async () => reactor?.check() ?? { ok: true },
        webhooks: async () => courier?.check() ?? { ok: true, sending: 'OFF' },
        mail: async () => notifier?.check() ?? { ok: true, sending: 'OFF' },
        checkpoints: async () => signer?.check() ?? notSigning(),
        reads: keptAWhile(() => checkReads(reads, readKeeper?.signer ?? null)),
      },
      databaseAnswers: heartbeat.answers,
      // What is known to be taken away may be put back: it is red for as long as it is gone.
      onDamage: (found) => {
        if (!losses?.losses().some(({ stream }) => stream === found.stream)) damage.report(found);
      },
      startWorker({ projectsInThread = false } = {}) {
        // A long log takes a while to read: it is in memory when this process gets to sign. Whoever signs meets what fails here.
        if (configuration.logSigner !== null)
          void transparency.tree.catchUp(closed.signal).catch(() => undefined);
        const { eventStore } = configuration;
        const runner = projectsInThread
          ? projectInThread({ eventStore, databases, ledgerId }, log)
          : startRunner(runnerParts);
        closing.push(() => runner.stop());
        const started = startReactor({
          ledger,
          readModel,
          clock,
          log,
          isHeld: holds.isHeld,
        });
        reactor = started;
        closing.push(() => started.stop());
        erasures.start();
        // Whoever has just set a bucket up reads in the log at once what is wrong with it.
        void watched.check();
        const indexing = indexNames({ vault, ledger, log });
        closing.push(() => {
          indexing.stop();
          return indexing.done;
        });
        signer = startSigner();
        const keeper = startKeepingReads({
          configuration,
          ledgerId,
          pool: writerPool,
          signerPool: openSignerPool(),
          clock,
          log,
        });
        readKeeper = keeper;
        closing.push(() => keeper.stop());
        const serving = startWebhooks({ webhooks, poster: openPoster(), log });
        courier = serving;
        closing.push(() => serving.stop());
        const { mail } = configuration.notices;
        if (mail !== null) {
          const sending = startNotifier({ notices, mailer: openMailer(mail), clock, log });
          notifier = sending;
          closing.push(() => sending.stop());
        }
        // Of its own: in a large ledger one of its questions takes longer than an answer may.
        const rowsPool = readModelPool(databases.readerUrl, { max: 1, patienceMs: LONGEST_LOOK_MS });
        closing.push(async () => void rowsPool.end());
        const rows = watchRows({ pool: rowsPool, writerPool, store, ledgerId: identity.ledgerId, log });
        closing.push(() => rows.stop());
        return { runner, reactor: started, signer, readSigner: keeper.signer, rows };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As many lost streams as health names. */
const MOST_NAMED = 20;

/** What was taken away may be put back; only then does it matter what else was read. */
function lossOr(guard: StreamGuard | undefined, damage: HealthCheck): HealthCheck {
  return async () => {
    const lost = guard?.losses() ?? [];
    if (lost.length === 0) return damage();
    const named = lost.slice(0, MOST_NAMED).map(({ stream, kind }) => `${stream} (${kind})`);
    return { ok: false, streams: lost.length, lost: named.join(', ') };
  };
}

function vaultOfAnother(cause: VaultOfAnotherLedgerError): StartupProblem {
  return new StartupProblem(
    `the vault's database holds the personal data of another ledger (${cause.ledgerId}); set ENTENTE_VAULT_DATABASE_URL to a separate database for this one`,
    { cause },
  );
}

function otherVaultKey({ vault }: Configuration, cause: VaultKeyDiffersError): StartupProblem {
  return new StartupProblem(
    `${nameOfVaultKey(vault.key)} is not the key that this vault was sealed with; restore the right key from your backup`,
    { cause },
  );
}
