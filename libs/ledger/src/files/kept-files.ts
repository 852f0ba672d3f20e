import { isUuid } from '@entente/domain';
import { atMost } from '@entente/event-store';
import { asUnavailable } from '../execute/outage.js';
import { hashOfFile, openFile, sealFile } from '../vault/sealed-document.js';
import type { KeptDocument, Vault } from '../vault/vault.js';
import type { FileStorage } from './file-storage.js';

/** Files that are kept in a storage, each sealed under a key of the vault and found by its SHA-256. */
export interface KeptFiles {
  /**
   * Keeps a file and returns its SHA-256; stored when it resolves. One that is kept already, and can be read, stays as it is.
   *
   * @throws {FilesUnavailableError}
   */
  keep(bytes: Buffer): Promise<string>;
  /** The file of a SHA-256; null where none is kept. @throws {FilesUnavailableError} */
  open(hash: string): Promise<KeptDocument | null>;
  /** Opens a file as a storage has it. */
  openSealed(hash: string, sealed: Buffer): Promise<KeptDocument>;
  /** The ids of the keys that seal files of these SHA-256, as far as such files are kept. @throws {FilesUnavailableError} */
  keysOf(hashes: readonly string[]): Promise<readonly string[]>;
  /** Removes files, whose keys were destroyed before; gone when it resolves. @throws {FilesUnavailableError} */
  remove(hashes: readonly string[]): Promise<void>;
  /** Whether a file of a SHA-256 is kept, readable or not. @throws {FilesUnavailableError} */
  has(hash: string): Promise<boolean>;
}

/** The id of the key, which stands before what it sealed. */
const KID_CHARACTERS = 36;

/** Files that are hashed, sealed and opened at once: each has several copies in memory meanwhile. */
const FILES_AT_ONCE = 2;

/** As many files are looked for at once. */
const LOOKS_AT_ONCE = 16;

/** The files of one ledger, in a storage. */
export function createKeptFiles(options: {
  readonly storage: FileStorage;
  readonly vault: Pick<Vault, 'keysFor' | 'open'>;
  readonly ledgerId: string;
}): KeptFiles {
  const { storage, vault, ledgerId } = options;
  const placeOf = (hash: string) => ({ ledger: ledgerId, sha256: hash });

  /** The id of the key of a file, which may be large: only its beginning is read. */
  const kidOf = async (hash: string): Promise<string | null> =>
    (await storage.get(hash, KID_CHARACTERS))?.toString('latin1') ?? null;

  const openSealed = async (hash: string, sealed: Buffer): Promise<KeptDocument> => {
    const kid = sealed.subarray(0, KID_CHARACTERS).toString('latin1');
    // What a damaged file begins with names no key, and the vault knows no other names.
    if (!isUuid(kid)) return { state: 'UNREADABLE' };
    const { keys, erased } = await asUnavailable(vault.open([kid]));
    const key = keys.get(kid);
    const bytes = key ? await openFile(sealed.subarray(KID_CHARACTERS), placeOf(hash), key) : null;
    if (bytes) return { state: 'OPENED', bytes };
    return { state: erased.has(kid) ? 'ERASED' : 'UNREADABLE' };
  };

  const read = async (hash: string): Promise<KeptDocument | null> => {
    const sealed = await storage.get(hash);
    return sealed && openSealed(hash, sealed);
  };

  const keep = async (bytes: Buffer): Promise<string> => {
    const hash = await hashOfFile(bytes);
    // What was erased may be given again, and what is damaged is whole again.
    const before = await read(hash);
    if (before?.state === 'OPENED') return hash;
    const [key] = await asUnavailable(vault.keysFor([{ kind: 'TEXT', names: [] }]));
    if (!key) throw new Error('the vault gave no key');
    const sealed = Buffer.concat([
      Buffer.from(key.kid, 'latin1'),
      await sealFile(bytes, placeOf(hash), key.key),
    ]);
    const put = await storage.put(hash, sealed, before !== null);
    // Somebody else was first, or an answer was lost on its way: what is there counts if it can be read.
    if (!put && (await read(hash))?.state !== 'OPENED') await storage.put(hash, sealed, true);
    return hash;
  };

  const limited = atMost(FILES_AT_ONCE);
  const looking = atMost(LOOKS_AT_ONCE);
  return {
    openSealed,
    has: (hash) => looking(async () => (await kidOf(hash)) !== null),
    async keysOf(hashes) {
      const kids = await Promise.all([...new Set(hashes)].map((hash) => looking(() => kidOf(hash))));
      // What a damaged file begins with names no key.
      return kids.filter((kid) => kid !== null).filter(isUuid);
    },
    async remove(hashes) {
      for (const hash of new Set(hashes)) await storage.remove(hash);
    },
    open: (hash) => limited(() => read(hash)),
    keep: (bytes) => limited(() => keep(bytes)),
  };
}
