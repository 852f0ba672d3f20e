import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSignerKey, writeSignerKey, type SignerKey } from '@entente/proof';
import { StartupProblem, readIfThere, replaceFile, syncFolder, writeNewFile } from '@entente/platform';

/**
 * What the signer of checkpoints keeps apart from the log: its private key, the key that follows it while one takes over from
 * the other, the key of receipts, and what it signed last. Whoever puts an older copy of the log back does not put this back with it.
 */
export interface SignerFolder {
  readonly path: string;
  /** The key that signs; null where none was made. */
  key(): Promise<SignerKey | null>;
  /** The key that takes over; null where none does. */
  nextKey(): Promise<SignerKey | null>;
  /** The key that signs receipts; null where none was made. */
  receiptsKey(): Promise<SignerKey | null>;
  /** Keeps the key that signs receipts. @throws {StartupProblem} where there is one */
  keepReceiptsKey(key: SignerKey): Promise<void>;
  /** Keeps a first key. @throws {StartupProblem} where there is one */
  keepKey(key: SignerKey): Promise<void>;
  /** Keeps the key that is to take over. @throws {StartupProblem} where another one is about to */
  keepNextKey(key: SignerKey): Promise<void>;
  /** The next key becomes the key; the private half of the one before is gone. */
  promoteNextKey(): Promise<void>;
  /** The note of the last checkpoint that was signed; null where none was. */
  lastSigned(): Promise<string | null>;
  /** Keeps the note of a checkpoint: when it resolves it is on disk, whatever happens. */
  keepSigned(note: string): Promise<void>;
}

const KEY = 'log.key';
const NEXT_KEY = 'log-next.key';
const RECEIPTS_KEY = 'receipts.key';
const LAST_SIGNED = 'last-signed';

/** The signer's folder; it is made when something is kept in it. */
export function signerFolder(path: string): SignerFolder {
  const readKey = async (name: string): Promise<SignerKey | null> => {
    const text = await readIfThere(join(path, name));
    const key = text === null ? null : parseSignerKey(text.trim());
    if (text !== null && key === null)
      throw new StartupProblem(
        `${join(path, name)} does not hold a signing key; restore it from your backup`,
      );
    return key;
  };
  return {
    path,
    key: () => readKey(KEY),
    nextKey: () => readKey(NEXT_KEY),
    receiptsKey: () => readKey(RECEIPTS_KEY),
    keepReceiptsKey: (key) => writeNewFile(path, RECEIPTS_KEY, `${writeSignerKey(key)}\n`),
    keepKey: (key) => writeNewFile(path, KEY, `${writeSignerKey(key)}\n`),
    keepNextKey: (key) => writeNewFile(path, NEXT_KEY, `${writeSignerKey(key)}\n`),
    async promoteNextKey() {
      await rename(join(path, NEXT_KEY), join(path, KEY));
      await syncFolder(path);
    },
    lastSigned: () => readIfThere(join(path, LAST_SIGNED)),
    keepSigned: (note) => replaceFile(path, LAST_SIGNED, note),
  };
}
