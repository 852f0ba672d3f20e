import { StartupProblem } from '@entente/platform';
import {
  makeSignerKey,
  receiptsOrigin,
  signNote,
  verifierOf,
  writeReceipt,
  type VerifierKey,
} from '@entente/proof';
import type { SignerFolder } from './signer-folder.js';

/** Signs receipts for what is recorded. */
export interface Receipts {
  /** What verifies them. */
  readonly key: VerifierKey;
  /** A receipt for leaves that are durable in the log, by their hashes in hexadecimal digits. */
  issue(leaves: readonly string[], now: Date): IssuedReceipt;
}

/** A receipt that was signed. */
export interface IssuedReceipt {
  readonly sealedBy: Date;
  /** The signed note. */
  readonly note: string;
}

/** A checkpoint is signed each minute; a signer that was away has some more. */
const SEALED_WITHIN_MS = 600_000;

/**
 * Receipts signed with the key in a signer's folder. A key that is missing is made: receipts that were signed with another one
 * are verified with that one.
 */
export async function openReceipts(folder: SignerFolder, logOrigin: string): Promise<Receipts> {
  const origin = receiptsOrigin(logOrigin);
  const key = (await folder.receiptsKey()) ?? (await makeKey(folder, origin));
  if (key.name !== origin)
    throw new StartupProblem(`the key of receipts in ${folder.path} is of another ledger (${key.name})`);
  return {
    key: verifierOf(key),
    issue(leaves, now) {
      const sealedBy = new Date(now.getTime() + SEALED_WITHIN_MS);
      const text = writeReceipt({
        origin,
        sealedBy: sealedBy.toISOString(),
        leaves: leaves.map((leaf) => Buffer.from(leaf, 'hex')),
      });
      return { sealedBy, note: signNote(text, [key]) };
    },
  };
}

/** Of several processes that make the key at once, all take the one that was kept. */
async function makeKey(folder: SignerFolder, origin: string) {
  const made = makeSignerKey(origin);
  try {
    await folder.keepReceiptsKey(made);
    return made;
  } catch (error) {
    const kept = await folder.receiptsKey();
    if (kept === null) throw error;
    return kept;
  }
}
