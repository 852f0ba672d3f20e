import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartupProblem } from './startup-problem.js';

/** The user that PostgreSQL runs as. It refuses to run as root, so root has to lend it another user. */
export type RunAs =
  /** As the user of this process. */
  | { readonly kind: 'self' }
  /** We are root: as that user, who can reach all the folders by itself. */
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number; readonly name: string }
  /**
   * We are root: as that user, who could not reach a folder above (a clone below /root or a private temporary folder),
   * with the one capability to pass closed folders and no other, lent by setpriv.
   */
  | {
      readonly kind: 'user-with-passage';
      readonly uid: number;
      readonly gid: number;
      readonly name: string;
      readonly setpriv: string;
      readonly capability: 'dac_read_search' | 'dac_override';
    };

/**
 * Decides which user PostgreSQL runs as. As root: the owner of `ownedBy` (the data folder), so that this user can start it
 * again without root; else `postgres`, else `nobody`. No user is created.
 *
 * @param paths what that user has to reach: folders to enter, programs to run
 */
export async function chooseUser(ownedBy: string, paths: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const users = parsePasswd(await readFile('/etc/passwd', 'utf8'));
  const owner = (await stat(ownedBy)).uid;
  const user =
    users.find((each) => each.uid === owner && owner !== 0) ??
    users.find((each) => each.name === 'postgres' && each.uid !== 0) ??
    users.find((each) => each.name === 'nobody' && each.uid !== 0);
  if (user === undefined) {
    throw new StartupProblem(
      'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody; ' +
        'start Entente as another user, or set ENTENTE_DATABASE_URL to a PostgreSQL server',
    );
  }

  const closed = (await Promise.all(paths.map((path) => firstClosedFolder(path, user)))).find(
    (at) => at !== null,
  );
  if (closed === undefined) return { kind: 'user', ...user };
  const setpriv = await findProgram('setpriv');
  const capability = await passageCapability(paths.some((path) => path === closed));
  if (setpriv !== null && capability !== null)
    return { kind: 'user-with-passage', ...user, setpriv, capability };
  throw new StartupProblem(
    `PostgreSQL does not run as root but as the user ${user.name}, who may not enter ${closed}; ` +
      `allow it (chmod o+x), set ENTENTE_DATA_DIR to a folder that it can reach, or start Entente as another user`,
  );
}

/** Starts a program of PostgreSQL's as the chosen user. */
export function spawnAs(
  user: RunAs,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  switch (user.kind) {
    case 'self':
      return spawn(program, args, options);
    case 'user':
      return spawn(program, args, { ...options, uid: user.uid, gid: user.gid });
    case 'user-with-passage':
      // setpriv replaces itself, so the pid is the program's. It loses the capability itself when it changes users and
      // what it starts has it again: hence the shell between, which can be reached by everybody.
      return spawn(
        user.setpriv,
        [
          `--reuid=${user.uid}`,
          `--regid=${user.gid}`,
          '--clear-groups',
          `--inh-caps=+${user.capability}`,
          `--ambient-caps=+${user.capability}`,
          `--bounding-set=-all,+${user.capability}`,
          '--securebits=+no_setuid_fixup',
          '--',
          '/bin/sh',
          '-c',
          'exec "$0" "$@"',
          program,
          ...args,
        ],
        options,
      );
    default:
      return user satisfies never;
  }
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function parsePasswd(text: string): readonly User[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name !== undefined && uid !== undefined && gid !== undefined && /^\d+$/.test(uid)
      ? [{ name, uid: Number(uid), gid: Number(gid) }]
      : [];
  });
}

/** The first folder on the way to `path` (or `path` itself) that the user may not search; null when it is reachable. */
async function firstClosedFolder(path: string, user: User): Promise<string | null> {
  const above = dirname(path);
  const closedAbove = above === path ? null : await firstClosedFolder(above, user);
  if (closedAbove !== null) return closedAbove;
  const { mode, uid, gid } = await stat(path);
  const search = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & search) === 0 ? path : null;
}

async function findProgram(name: string): Promise<string | null> {
  for (const folder of (process.env['PATH'] ?? '')
    .split(':')
    .concat('/usr/bin', '/bin', '/sbin', '/usr/sbin')) {
    const path = join(folder, name);
    if (
      folder !== '' &&
      (await access(path, constants.X_OK).then(
        () => true,
        () => false,
      ))
    )
      return path;
  }
  return null;
}

/**
 * What root may lend: passing and reading closed folders if it has that (containers often do not) and that is enough (it
 * does not run a program that is its owner's only), else the wider one.
 */
async function passageCapability(wide: boolean): Promise<'dac_read_search' | 'dac_override' | null> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const has = (bit: bigint): boolean => (bounding & (1n << bit)) !== 0n;
  const CAP_DAC_OVERRIDE = 1n;
  const CAP_DAC_READ_SEARCH = 2n;
  const CAP_SETPCAP = 8n;
  if (!has(CAP_SETPCAP)) return null;
  if (has(CAP_DAC_READ_SEARCH) && !wide) return 'dac_read_search';
  return has(CAP_DAC_OVERRIDE) ? 'dac_override' : null;
}
