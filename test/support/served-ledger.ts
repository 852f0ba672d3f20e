/** The API over an assembled ledger, within the process of the test. */
import { openAccess, type Access, type Role } from '@entente/access';
import type { Assembly } from '@entente/assembly';
import { silentLogger, systemClock, type Clock, type Configuration } from '@entente/platform';
import type { Runner } from '@entente/read-model';
import { createApi } from '../../apps/api/src/create-api.js';
import { importsOver } from '../../apps/api/src/importing.js';
import { ask, type GqlAnswer } from './ledger-process.js';

/** An API that listens, and how to ask it. */
export interface ServedLedger {
  readonly url: string;
  readonly access: Access;
  /** The token that `gql` shows. */
  readonly token: string;
  readonly gql: <T = Readonly<Record<string, unknown>>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<GqlAnswer<T>>;
  close(): Promise<void>;
}

/** Serves a ledger to a caller of a role; its runner is started before, by whoever has the ledger. */
export async function serveLedger(
  assembly: Assembly,
  {
    runner,
    role,
    consoleDir,
    flags,
    dataDir,
    clock = systemClock,
  }: {
    readonly runner: Runner;
    readonly role: Role;
    readonly consoleDir?: string;
    readonly flags?: Configuration['flags'];
    /** Where imports are kept; none are taken where it is absent. */
    readonly dataDir?: string;
    readonly clock?: Clock;
  },
): Promise<ServedLedger> {
  const access = openAccess(assembly.writerPool);
  const { token } = await access.createToken({ role, name: 'acceptance' });
  const app = await createApi({
    ...assembly,
    access,
    clock,
    logger: silentLogger,
    logLevel: 'silent',
    metricsOpen: true,
    production: false,
    runnerState: () => runner.state(),
    ...(consoleDir !== undefined && { consoleDir }),
    ...(flags && { flags }),
    ...(dataDir !== undefined && { imports: importsOver(assembly, { dataDir, logger: silentLogger }) }),
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    url,
    access,
    token,
    gql: (query, variables) => ask(url, query, variables, token),
    close: () => app.close(),
  };
}
