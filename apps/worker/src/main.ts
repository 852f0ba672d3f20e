import { assemble, openDatabases, startProgram, type Assembly, type Reactor } from '@entente/assembly';
import { consoleLogger, onShutdown, shutDown, systemClock, type Configuration } from '@entente/platform';
import type { Runner } from '@entente/read-model';
import { serveHealth } from './health.js';

/**
 * Projects, and records what falls due, for deployments where the API is a process of its own. Of several workers one
 * projects, whoever holds the advisory lock; the others stand by and take over when it is gone. All of them look for what
 * is due: a notice has a commandId of its own, so it is recorded once.
 */
async function start(configuration: Configuration): Promise<void> {
  const log = consoleLogger(configuration.logLevel);
  const databases = await openDatabases(configuration, {
    log,
    beside: true,
    onExit: () => {
      log.error('The embedded database has ended; start the worker again.');
      void shutDown().then(() => process.exit(1));
    },
  });
  onShutdown(() => databases.stop());
  let worker: { readonly runner: Runner; readonly reactor: Reactor } | null = null;
  let assembly: Assembly | null = null;
  let lastRead = 0;
  // Before the ledger is opened: a first projection may take long, and who watches is to know that the worker lives.
  const { port, close } = await serveHealth(configuration, {
    database: async () => {
      if (assembly === null) throw new Error('the ledger is being opened');
      await assembly.writerPool.query('select 1');
    },
    runner: () => worker?.runner.state() ?? { kind: 'STARTING' },
    reactor: () => worker?.reactor.failure() ?? null,
    checks: () => assembly?.checks ?? {},
  });
  onShutdown(close);
  log.info(`The worker answers on ${configuration.host}:${port}.`);
  const opened = await assemble({
    configuration,
    databases,
    log,
    clock: systemClock,
    onRebuild: (done) => {
      if (done - lastRead < 10_000) return;
      lastRead = done;
      log.info(`The read model is being built: ${done} events read.`);
    },
  });
  onShutdown(() => opened.close());
  assembly = opened;
  worker = opened.startWorker();
  log.info('The worker has started.');
}

await startProgram(start);
