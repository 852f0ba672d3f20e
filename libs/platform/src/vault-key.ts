import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { systemCode } from './embedded-postgres/startup-problem.js';

/** Where the vault's master key comes from. */
export type VaultKeySource =
  /** `ENTENTE_VAULT_KEY_FILE`; `make`: a missing one is made. */
  | { readonly kind: 'FILE'; readonly file: string; readonly make: boolean }
  /** `ENTENTE_VAULT_KEY`: the key itself. */
  | { readonly kind: 'VARIABLE'; readonly text: string }
  /** `ENTENTE_VAULT_KEY_COMMAND`: a command of the shell that writes the key, such as that of a key management service. */
  | { readonly kind: 'COMMAND'; readonly command: string };

/** What a source holds: the vault's master key of 32 bytes, or what is wrong with it and what to do, to follow its name. */
export type ReadVaultKey =
  | { readonly kind: 'KEY'; readonly key: Buffer }
  | { readonly kind: 'PROBLEM'; readonly absent: boolean; readonly problem: string };

/** What a key file may not allow: its group to write, and everybody else anything. */
const OPEN_TO_OTHERS = 0o027;
const COMMAND_MS = 30_000;

/** What a source is called in a message. */
export function nameOfVaultKey(source: VaultKeySource): string {
  switch (source.kind) {
    case 'FILE':
      return source.file;
    case 'VARIABLE':
      return 'ENTENTE_VAULT_KEY';
    case 'COMMAND':
      return 'ENTENTE_VAULT_KEY_COMMAND';
    default:
      return source satisfies never;
  }
}

/** Reads the vault's master key, 64 hexadecimal digits. Nothing of what a source holds gets into a problem. */
export function readVaultKey(source: VaultKeySource): ReadVaultKey {
  switch (source.kind) {
    case 'FILE':
      return readKeyFile(source.file);
    case 'VARIABLE':
      return (
        keyIn(source.text) ?? problem('is not a vault key (64 hexadecimal digits); set it to the right one')
      );
    case 'COMMAND':
      return runKeyCommand(source.command);
    default:
      return source satisfies never;
  }
}

function readKeyFile(file: string): ReadVaultKey {
  let text: string;
  try {
    const open = statSync(file).mode & OPEN_TO_OTHERS;
    text = readFileSync(file, 'utf8');
    if (open !== 0 && process.platform !== 'win32')
      return problem('may be read or written by others; make it its owner’s alone (chmod 600)');
  } catch (error) {
    return unreadable(systemCode(error));
  }
  return keyIn(text) ?? problem('does not hold a vault key (64 hexadecimal digits); put the right one there');
}

function runKeyCommand(command: string): ReadVaultKey {
  try {
    // What it writes as errors is for whoever operates the ledger; what it answers is the key.
    const answer = execFileSync('/bin/sh', ['-c', command], {
      encoding: 'utf8',
      timeout: COMMAND_MS,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return (
      keyIn(answer) ?? problem('did not answer a vault key (64 hexadecimal digits); correct the command')
    );
  } catch {
    return problem('did not succeed; run the command by hand to see why');
  }
}

function keyIn(text: string): ReadVaultKey | null {
  const digits = text.trim();
  return /^[0-9a-f]{64}$/i.test(digits) ? { kind: 'KEY', key: Buffer.from(digits, 'hex') } : null;
}

function unreadable(code: string | undefined): ReadVaultKey {
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

function problem(text: string, absent = false): ReadVaultKey {
  return { kind: 'PROBLEM', absent, problem: text };
}
