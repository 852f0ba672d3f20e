/**
 * What is needed at the start cannot be had, and somebody has to do something about it: the message says what is wrong and
 * what to do, a line for each problem. Print it without a stack and exit with `exitCode`: 1 unless given.
 */
export class StartupProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, options?: ErrorOptions & { readonly exitCode?: number }) {
    super(message, options);
    this.name = 'StartupProblem';
    this.exitCode = options?.exitCode ?? 1;
  }
}

/** Turns what the file system answered into a {@link StartupProblem} about `path`; anything else is given back as it is. */
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
        `${path} is on a file system that is read-only; set ENTENTE_DATA_DIR to a folder that can be written`,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return because(
        `${path} is no folder, or is inside something that is none; set ENTENTE_DATA_DIR to a folder`,
      );
    case 'ENOENT':
      return because(`${path} cannot be made there; set ENTENTE_DATA_DIR to a folder that can be written`);
    case 'ENOSPC':
    case 'EDQUOT':
      return because(`there is no space left for ${path}; make room and start again`);
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
