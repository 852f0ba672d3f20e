import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isVaultSealed } from '@entente/ledger';
import { StartupProblem, readVaultKey, syncFolder, type Configuration } from '@entente/platform';

/** Reads the vault's master key, making it (mode 0600, synced) where the configuration allows that. */
export async function masterKey(
  { keyFile, makeKeyFile }: Configuration['vault'],
  vaultUrl: string,
): Promise<Buffer> {
  const there = readVaultKey(keyFile);
  if (makeKeyFile && there.kind === 'PROBLEM' && there.absent) {
    // Another key would open none of what is stored, and get in the way of the right one.
    if (await isVaultSealed(vaultUrl))
      throw new StartupProblem(
        `the vault's key ${keyFile} is missing, and without it no personal data can be opened; restore it from a backup`,
      );
    await makeKeyFileAt(keyFile);
  }
  return givenKey(keyFile);
}

/** Reads the vault's master key from a file that must be there. */
export function givenKey(keyFile: string): Buffer {
  const read = readVaultKey(keyFile);
  if (read.kind === 'PROBLEM') throw new StartupProblem(`the vault's key ${keyFile} ${read.problem}`);
  return read.key;
}

/** Makes a key file that is complete or absent, whatever happens; one that another process has just made is kept. */
async function makeKeyFileAt(keyFile: string): Promise<void> {
  const draft = `${keyFile}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, keyFile).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    // What is sealed with the key may be on disk at once: so must be the key's name.
    await syncFolder(dirname(keyFile));
  } finally {
    await rm(draft, { force: true });
  }
}
