import { readFileSync, statSync } from 'node:fs';
import { systemCode } from './embedded-postgres/startup-problem.js';

/** What a key file holds: the vault's master key of 32 bytes, or what is wrong with it and what to do, to follow its name. */
export type VaultKeyFile =
  | { readonly kind: 'KEY'; readonly key: Buffer }
  | { readonly kind: 'PROBLEM'; readonly absent: boolean; readonly problem: string };

/** What a key file may not allow: its group to write, and everybody else anything. */
const OPEN_TO_OTHERS = 0o027;

/** Reads the vault's master key from its file: 64 hexadecimal digits. Nothing of what it holds gets into a problem. */
export function readVaultKey(file: string): VaultKeyFile {
  let text: string;
  try {
    const open = statSync(file).mode & OPEN_TO_OTHERS;
    text = readFileSync(file, 'utf8').trim();
    if (open !== 0 && process.platform !== 'win32')
      return problem('may be read or written by others; make it its owner’s alone (chmod 600)');
  } catch (error) {
    return unreadable(systemCode(error));
  }
  if (/^[0-9a-f]{64}$/i.test(text)) return { kind: 'KEY', key: Buffer.from(text, 'hex') };
  return problem('does not hold a vault key (64 hexadecimal digits); put the right one there');
}

function unreadable(code: string | undefined): VaultKeyFile {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return problem('does not exist; restore it from your backup', true);
    case 'EACCES':
    case 'EPERM':
      return problem('may not be read by this user; give it to this user, with mode 0600');
    case 'EISDIR':
      return problem('is a folder; name the file that holds the key');
    default:
      return problem(`cannot be read (${code ?? 'unknown error'})`);
  }
}

function problem(text: string, absent = false): VaultKeyFile {
  return { kind: 'PROBLEM', absent, problem: text };
}
