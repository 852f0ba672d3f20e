import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepFirstTokens, openAccess } from '@entente/access';
import { assemble, loadUntilStopped, openDatabases, startProgram, type Assembly } from '@entente/assembly';
import { firstInstant, readScenario } from '@entente/demonstration';
import {
  consoleLogger,
  onShutdown,
  shutDown,
  StartupProblem,
  systemClock,
  type Configuration,
  type Logger,
} from '@entente/platform';
import type { RunnerState } from '@entente/read-model';
import { createApi } from './create-api.js';
import { importsOver } from './importing.js';
import { introduction } from './introduction.js';

/** What everybody who starts the ledger is to see, whatever the log level: standard output. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Which ledger is opened where there is none yet; what is there already stays what it is. */
type Wanted = 'DEMONSTRATION' | 'EMPTY' | 'EITHER';

async function start(configuration: Configuration, wanted: Wanted): Promise<void> {
  const log = consoleLogger(configuration.logLevel);
  let opened: Assembly | null = null;
  const databases = await openDatabases(configuration, {
    log,
    beside: false,
    onProgress: (step) => say(`database: ${step}`),
    onExit: () => {
      log.error('The embedded database has ended; start Entente again.');
      // What is being recorded would try again in vain for seconds: it is answered now, and the process can leave.
      void opened?.store.close();
      void shutDown().then(() => process.exit(1));
    },
  });
  onShutdown(() => databases.stop());
  const scenario = wanted === 'DEMONSTRATION' ? readScenario() : null;
  const assembly = await assemble({
    configuration,
    databases,
    log,
    clock: systemClock,
    ...(scenario && !configuration.production && { demonstration: { at: firstInstant(scenario) } }),
    onRebuild: (done) => {
      if (done % 10_000 === 0) say(`read model: ${done} events read`);
    },
  });
  opened = assembly;
  onShutdown(() => assembly.close());
  const { demonstration } = assembly.ledger.identity;
  if (demonstration && wanted === 'EMPTY') throw holdsTheDemonstration(configuration);
  say(kindOf(demonstration, wanted === 'DEMONSTRATION' && configuration.production));
  const { runner } = assembly.startWorker({ projectsInThread: true });
  if (scenario && (await assembly.ledger.isLoading())) {
    say('loading the demonstration');
    const { recorded } = await loadUntilStopped(assembly.ledger, scenario, {
      now: () => systemClock.now(),
      onProgress: (done, of) => {
        if (done % 20 === 0) say(`  ${done} of ${of} facts`);
      },
    });
    say(`  ${recorded} facts recorded, each with its source`);
  }
  const access = openAccess(assembly.writerPool);
  const served = await listen(configuration, assembly, access, log, () => runner.state());
  const { dataDir, production } = configuration;
  const firstTokens = await keepFirstTokens(access, { dataDir, name: 'first start' }).catch(
    (error: unknown) => {
      log.error('The first tokens could not be written into the data folder; none were made.', {
        dataDir,
        problem: error instanceof Error ? error.message : String(error),
      });
      return null;
    },
  );
  // In production standard output is somebody's log: `token link` shows a code to whoever asks for one. The first to sign in
  // may do all that can be done, as whoever holds the file of the first tokens may.
  const code = production || !served.console ? null : await access.sessions.createFirstCode('depositary');
  for (const line of introduction({ ...served, code, firstTokens })) say(line);
}

/** Of which kind the ledger is: the first thing to know of it. */
function kindOf(demonstration: boolean, refused: boolean): string {
  if (demonstration)
    return `This ledger is the demonstration: facts of public sources, to try things on.
For a ledger of your own: ENTENTE_DATA_DIR=<a new folder> npm start -- --empty`;
  return refused
    ? 'This ledger is your own: with NODE_ENV=production no demonstration is opened.'
    : 'This ledger is your own, not the demonstration.';
}

function holdsTheDemonstration({ dataDir, database }: Configuration): StartupProblem {
  return new StartupProblem(
    database.kind === 'embedded'
      ? `${dataDir} holds the demonstration already; for a ledger of your own set ENTENTE_DATA_DIR to a new folder`
      : 'the database holds the demonstration already; for a ledger of your own set ENTENTE_DATABASE_URL and ' +
          'ENTENTE_VAULT_DATABASE_URL to new ones',
  );
}

async function listen(
  configuration: Configuration,
  assembly: Assembly,
  access: Awaited<ReturnType<typeof openAccess>>,
  logger: Logger,
  runnerState: () => RunnerState,
): Promise<{ readonly url: string; readonly console: boolean; readonly graphiql: boolean }> {
  const { host, port, production, logLevel, flags, metricsOpen, corsOrigins, dataDir } = configuration;
  const {
    ledger,
    readModel,
    store,
    vault,
    files,
    transparency,
    receipts,
    reads,
    notices,
    webhooks,
    checks,
    databaseAnswers,
    onDamage,
  } = assembly;
  const consoleDir = builtPage('console');
  const graphiqlDir = builtPage('graphiql');
  const app = await createApi({
    ledger,
    readModel,
    store,
    vault,
    transparency,
    receipts,
    reads,
    notices,
    webhooks,
    files,
    imports: importsOver(assembly, { dataDir, logger }),
    access,
    clock: systemClock,
    logger,
    logLevel,
    flags,
    metricsOpen,
    corsOrigins,
    production,
    runnerState,
    checks,
    databaseAnswers,
    onDamage,
    ...(consoleDir !== undefined && { consoleDir }),
    ...(graphiqlDir !== undefined && { graphiqlDir }),
  });
  onShutdown(() => closeServer(app));
  await app.listen(port, host).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new StartupProblem(
        `${host}:${port} cannot be listened on (${code}); set ENTENTE_PORT or ENTENTE_HOST to another one`,
        { cause: error },
      );
    throw error;
  });
  return {
    url: (await app.getUrl()).replace('[::1]', 'localhost'),
    console: consoleDir !== undefined,
    graphiql: graphiqlDir !== undefined && !production,
  };
}

/**
 * The folder of a page that was built, below dist; undefined where it was not. The program is dist/programs/api.js, or
 * apps/api/src/main.ts under `npm run dev`.
 */
function builtPage(name: string): string | undefined {
  return ['..', '../../../dist']
    .map((dist) => join(import.meta.dirname, dist, name))
    .find((folder) => existsSync(join(folder, 'index.html')));
}

/**
 * Answers what is under way and closes. A connection that a client keeps for its next request is closed too: the server
 * closes by itself only those that are idle at this moment, and would wait for the others for over a minute.
 */
async function closeServer(app: Awaited<ReturnType<typeof createApi>>): Promise<void> {
  const server = app.getHttpServer();
  const closingIdle = setInterval(() => server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearInterval(closingIdle);
  }
}

function wantedBy(args: readonly string[]): Wanted {
  if (args.includes('--empty')) return 'EMPTY';
  return args.includes('--open-demo') ? 'DEMONSTRATION' : 'EITHER';
}

await startProgram((configuration) => start(configuration, wantedBy(process.argv)));
