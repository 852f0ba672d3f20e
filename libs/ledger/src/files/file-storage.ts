/**
 * Where sealed files are put: a folder, or a bucket of a storage service. It knows no key; a file is found by the SHA-256 of
 * what it seals, under the same name everywhere, so that files can be carried from one storage to another as they are.
 */
export interface FileStorage {
  /** What it is called in a message; it holds no secret. */
  readonly place: string;
  /**
   * Puts a sealed file there, whole: when it resolves the file stays there. With `over`, in place of what is there. False where
   * somebody else put one there meanwhile, and that one was left.
   *
   * @throws {FilesUnavailableError}
   */
  put(hash: string, sealed: Buffer, over: boolean): Promise<boolean>;
  /** A sealed file, or its first bytes; null where none is there. @throws {FilesUnavailableError} */
  get(hash: string, bytes?: number): Promise<Buffer | null>;
  /** Removes a file; it is gone when it resolves, or was not there. @throws {FilesUnavailableError} */
  remove(hash: string): Promise<void>;
  /** The hashes of the files that are there, in their order. @throws {FilesUnavailableError} */
  list(): AsyncIterable<string>;
  /** Asks for nothing but an answer, within a moment. @throws {FilesUnavailableError} */
  probe(): Promise<void>;
}

/** The storage of files does not answer, or refuses: nobody can say what is there, and nothing was put there. */
export class FilesUnavailableError extends Error {
  /** What HTTP answers. */
  readonly statusCode = 503;

  /**
   * @param reason why, in a few words, without a secret
   * @param refused whether the storage answers, and refuses this: somebody has to act
   */
  constructor(
    readonly place: string,
    readonly reason: string,
    readonly refused: boolean,
    options?: ErrorOptions,
  ) {
    super(`${place}: ${reason}`, options);
    this.name = 'FilesUnavailableError';
  }
}

const HASH = /^[0-9a-f]{64}$/;

/** The name of a file in every storage, below its folder or its prefix: two digits, and the whole hash. */
export function nameOfFile(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}`;
}

/** The hash in such a name; null for the name of anything else. */
export function hashInName(name: string): string | null {
  const hash = name.slice(3);
  return HASH.test(hash) && nameOfFile(hash) === name ? hash : null;
}
