import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isVaultSealed, opensVault } from '@entente/ledger';
import {
  StartupProblem,
  nameOfVaultKey,
  readIfThere,
  readVaultKey,
  replaceFile,
  syncFolder,
  systemCode,
  writeNewFile,
  type VaultKeySource,
} from '@entente/platform';

/** The vault's master key, and the one that it took the place of. */
export interface VaultKeys {
  readonly key: Buffer;
  /** The passwords of accounts on servers may still be those that this one gave; null where none is known. */
  readonly before: Buffer | null;
}

/** Beside the key's file: the key that is to take its place, and the one whose place it took. */
const NEXT = '.next';
const BEFORE = '.before';

/** Reads the vault's master key, making its file (mode 0600, synced) where the configuration allows that. */
export async function masterKeys(source: VaultKeySource, vaultUrl: string): Promise<VaultKeys> {
  const there = readVaultKey(source);
  if (source.kind === 'FILE' && source.make && there.kind === 'PROBLEM' && there.absent) {
    // Another key would open none of what is stored, and get in the way of the right one.
    if (await isVaultSealed(vaultUrl))
      throw new StartupProblem(
        `the vault's key ${source.file} is missing, and without it no personal data can be opened; restore it from a backup`,
      );
    await makeKeyFile(source.file);
  }
  return settledKeys(source, givenKeys(source), vaultUrl);
}

/** Reads the vault's master key, which must be there. */
export function givenKeys(source: VaultKeySource): VaultKeys {
  const read = readVaultKey(source);
  if (read.kind === 'PROBLEM')
    throw new StartupProblem(`the vault's key ${nameOfVaultKey(source)} ${read.problem}`);
  return { key: read.key, before: source.kind === 'FILE' ? keyBeside(source.file, BEFORE) : null };
}

/**
 * The key that wraps the vault now. A rotation that was killed after it had wrapped all anew, and before the new key had its
 * file's name, is ended here.
 */
export async function settledKeys(
  source: VaultKeySource,
  given: VaultKeys,
  vaultUrl: string,
): Promise<VaultKeys> {
  const next = source.kind === 'FILE' ? keyBeside(source.file, NEXT) : null;
  if (source.kind !== 'FILE' || next === null || !(await opensVault(vaultUrl, next))) return given;
  await promoteNextKey(source.file);
  return { key: next, before: given.key };
}

/** Keeps the key that is to take a key's place, in a file beside it; one that was kept there before goes on being the next. */
export async function keepNextKey(file: string): Promise<Buffer> {
  const kept = keyBeside(file, NEXT);
  if (kept) return kept;
  const key = randomBytes(32);
  await replaceFile(dirname(file), `${basename(file)}${NEXT}`, `${key.toString('hex')}\n`);
  return key;
}

/** Gives the next key the name of the key, which stays beside it for older copies of the vault. */
export async function promoteNextKey(file: string): Promise<void> {
  const [present, next] = [await readIfThere(file), await readIfThere(`${file}${NEXT}`)];
  // Another process that starts may be doing so: the key of before is never written over by the new one.
  if (next === null) return;
  if (present !== null && present.trim() !== next.trim())
    await replaceFile(dirname(file), `${basename(file)}${BEFORE}`, present);
  await rename(`${file}${NEXT}`, file).catch((error: unknown) => {
    // Another process that starts did so.
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  await syncFolder(dirname(file));
}

function keyBeside(file: string, ending: string): Buffer | null {
  const read = readVaultKey({ kind: 'FILE', file: `${file}${ending}`, make: false });
  return read.kind === 'KEY' ? read.key : null;
}

/** Makes a key file that is complete or absent, whatever happens; one that another process has just made is kept. */
async function makeKeyFile(file: string): Promise<void> {
  try {
    await writeNewFile(dirname(file), basename(file), `${randomBytes(32).toString('hex')}\n`);
  } catch (error) {
    if (!(error instanceof StartupProblem)) throw error;
  }
}
