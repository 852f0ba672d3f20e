/**
 * The program cannot start until somebody acts. The message says what is wrong and what to do, one line for each problem.
 * Print it without a stack and exit with `exitCode`, which is 1 by default.
 */
export class StartupProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, options?: ErrorOptions & { readonly exitCode?: number }) {
    super(message, options);
    this.name = 'StartupProblem';
    this.exitCode = options?.exitCode ?? 1;
  }
}

/** Turns what the file system answered into a {@link StartupProblem} about `path`; returns anything else unchanged. */
export function fileProblem(error: unknown, path: string): unknown {
  const because = (what: string): StartupProblem => new StartupProblem(what, { cause: error });
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return because(
        `${path} may not be written by this user (${userName()}); ` +
          'give it to this user, or set ENTENTE_DATA_DIR to a folder of yours',
      );
    case 'EROFS':
      return because(
        `${path} is on a read-only file system; set ENTENTE_DATA_DIR to a folder that can be written`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return because(`${path} is not a folder, or is inside a file; set ENTENTE_DATA_DIR to a folder`);
    case 'ENOENT':
      return because(`${path} cannot be made there; set ENTENTE_DATA_DIR to a folder that can be written`);
    case 'ENOSPC':
    case 'EDQUOT':
      return because(`no space is left for ${path}; make room and start again`);
    default:
      return error;
  }
}

/** The code of a system call's error, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function userName(): string {
  const uid = process.getuid?.();
  return uid === undefined ? 'unknown' : uid === 0 ? 'root' : `uid ${uid}`;
}
