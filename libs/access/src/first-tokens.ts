import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Access, CreatedToken } from './access.js';

/**
 * Makes the first tokens, where there are none yet, and puts them into a file that only its owner may read: on a screen they
 * would stand in somebody's log.
 *
 * @param name whose they are
 * @returns the file; null where there were tokens already, and their file is not there
 */
export async function keepFirstTokens(
  access: Access,
  { dataDir, name }: { readonly dataDir: string; readonly name: string },
): Promise<string | null> {
  const file = join(dataDir, 'first-tokens.txt');
  const made = await access.firstTokens(name, (tokens) => writePrivately(file, linesOf(tokens)));
  return made.length > 0 || (await isOf(access, file)) ? file : null;
}

/** Whether a file that is there has a token that is one of these: it may be another ledger's. */
async function isOf(access: Access, file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const tokenId = /ent_([0-9a-f]{16})_/.exec(text)?.[1];
  return tokenId !== undefined && (await access.listTokens()).some((known) => known.tokenId === tokenId);
}

function linesOf(tokens: readonly CreatedToken[]): string {
  return tokens.map(({ role, token }) => `${role.padEnd(11)} ${token}\n`).join('');
}

/** Whole and on the disk, or not at all. */
async function writePrivately(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(draft, 0o600);
  await rename(draft, file);
}
