import { StartupProblem } from '@entente/platform';
import { makeSignerKey, type SignerKey } from '@entente/proof';
import type { CheckpointBook } from './checkpoint-book.js';
import type { SignerFolder } from './signer-folder.js';

/**
 * Makes a log's first key and keeps it. A key that is missing is not replaced: a second first key would be taken for a forger's.
 *
 * @throws {StartupProblem} where there is a key, or where there was one, for checkpoints are published
 */
export async function makeFirstKey(
  folder: SignerFolder,
  origin: string,
  book: Pick<CheckpointBook, 'latest'>,
): Promise<SignerKey> {
  if ((await book.latest()) !== null)
    throw new StartupProblem(
      `the key that signed this log’s checkpoints is missing from ${folder.path}; restore it`,
    );
  const key = makeSignerKey(origin);
  await folder.keepKey(key);
  return key;
}
