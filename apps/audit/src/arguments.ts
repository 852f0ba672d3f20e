import type { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parsePolicy, type TrustPolicy } from '@entente/proof';
import { parsePins, type Pin } from './pins.js';
import { readCertificates } from './time-stamps.js';

/** Called in a way the help does not describe, or with a file that cannot be read. */
export class UsageError extends Error {}

/** The options, as they are read. */
export const OPTIONS = {
  policy: { type: 'string' },
  pins: { type: 'string' },
  tiles: { type: 'string' },
  at: { type: 'string' },
  fresh: { type: 'string' },
  tsa: { type: 'string' },
  valid: { type: 'string' },
  recorded: { type: 'string' },
  size: { type: 'string' },
  answers: { type: 'string' },
  after: { type: 'string' },
  raw: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** What is given beside a command. */
export interface Options {
  readonly policy?: string | undefined;
  readonly pins?: string | undefined;
  readonly tiles?: string | undefined;
  readonly at?: string | undefined;
  readonly fresh?: string | undefined;
  readonly tsa?: string | undefined;
  readonly valid?: string | undefined;
  readonly recorded?: string | undefined;
  readonly size?: string | undefined;
  readonly answers?: string | undefined;
  readonly after?: string | undefined;
  readonly raw?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Wrong usage, as this program or the reader of its arguments says. */
export function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

/** The day that is asked of; today by default. @throws {UsageError} */
export function dayIn({ valid }: Options): string {
  if (valid === undefined) return new Date().toISOString().slice(0, 10);
  const day = new Date(`${valid}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== valid)
    throw new UsageError(`--valid ${valid} is not a day such as 2025-01-28`);
  return valid;
}

/** The files that a command needs. @throws {UsageError} */
export function given<N extends 1 | 2>(
  files: readonly string[],
  count: N,
): N extends 1 ? [string] : [string, string] {
  if (files.length !== count) throw new UsageError(`give ${count === 1 ? 'one file' : 'two files'}`);
  return files as unknown as N extends 1 ? [string] : [string, string];
}

/** The policy. @throws {UsageError} */
export function policyIn({ policy: file }: Options): TrustPolicy {
  if (file === undefined) throw new UsageError('--policy is missing: say whom you trust');
  const policy = parsePolicy(readText(file));
  if ('problem' in policy) throw new UsageError(`${file}, line ${policy.line}: ${policy.problem}`);
  if (policy.logs.length === 0) throw new UsageError(`${file}: names no log that you trust`);
  return policy;
}

/** When the auditor received a bundle; null where that is not said. */
export function instantIn({ at }: Options): Date | null {
  return at === undefined ? null : instantOf(at, '--at');
}

/** An instant as an option has it. @throws {UsageError} */
export function instantOf(text: string, option: string): Date {
  const instant = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(instant.getTime()))
    throw new UsageError(`${option} ${text} is not an instant such as 2026-11-29T12:00:00Z`);
  return instant;
}

/** From when on witnesses have to have cosigned; null where that is not asked. @throws {UsageError} */
export function freshSinceIn(options: Options, { quorum }: TrustPolicy): Date | null {
  const { fresh } = options;
  if (fresh === undefined) return null;
  if (!/^[1-9]\d{0,5}$/.test(fresh)) throw new UsageError(`--fresh ${fresh} is not a number of hours`);
  if (quorum.kind === 'NONE') throw new UsageError('--fresh needs a policy that asks for witnesses');
  return new Date((instantIn(options) ?? new Date()).getTime() - Number(fresh) * 3_600_000);
}

/** The time-stamping authorities that are trusted; null where time stamps are passed over. @throws {UsageError} */
export function authoritiesIn({ tsa }: Options): readonly X509Certificate[] | null {
  if (tsa === undefined) return null;
  const certificates = readCertificates(readText(tsa));
  if (certificates === null) throw new UsageError(`${tsa}: holds no certificate (PEM)`);
  return certificates;
}

/** The pins of a file. @throws {UsageError} */
export function pinsIn(file: string): readonly Pin[] {
  const pins = parsePins(readText(file));
  if (pins === null) throw new UsageError(`${file}: a line is not "origin size root"`);
  return pins;
}

/** The text of a file. @throws {UsageError} */
export function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

/** The bytes of a file. @throws {UsageError} */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
