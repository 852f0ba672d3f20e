import { isIP } from 'node:net';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { FILES_VARIABLES, filesIn, filesProblem, type FilesConfiguration } from './files-configuration.js';
import {
  NOTICE_VARIABLES,
  noticeProblem,
  noticesIn,
  type NoticeConfiguration,
} from './notice-configuration.js';
import { readVaultKey, type VaultKeySource } from './vault-key.js';

/** How much is logged, from least to most. `silent` logs nothing. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The exit code of an app whose configuration has problems (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIGURATION = 78;

/** Everything that can be configured, validated; paths are absolute. */
export interface Configuration {
  /** `NODE_ENV=production`. */
  readonly production: boolean;
  /** `ENTENTE_HOST`: the address or name to listen on. Default 127.0.0.1. */
  readonly host: string;
  /** `ENTENTE_PORT`: the TCP port to listen on; 0 lets the system choose one. Default 4000. */
  readonly port: number;
  /** `ENTENTE_DATA_DIR`: the folder of the embedded database and of keys. Default `.entente` in the current folder. */
  readonly dataDir: string;
  /** `ENTENTE_DATABASE_URL`: a PostgreSQL server instead of the embedded one. The URL may hold a password: {@link redactUrl}. */
  readonly database:
    | { readonly kind: 'embedded' }
    | {
        readonly kind: 'server';
        /** By the account that owns the tables and makes them. */
        readonly url: string;
        /** `ENTENTE_DATABASE_WRITER_URL`, `ENTENTE_DATABASE_READER_URL`: the other accounts; null: made beside the owner. */
        readonly accounts: { readonly writerUrl: string; readonly readerUrl: string } | null;
      };
  /** `ENTENTE_EVENT_STORE_URL`: EventStoreDB for the log, instead of the database. The URL may hold a password. */
  readonly eventStore:
    { readonly kind: 'postgres' } | { readonly kind: 'eventstoredb'; readonly url: string };
  readonly vault: {
    /**
     * The key that wraps the vault's keys: `ENTENTE_VAULT_KEY_FILE` (default `vault.key` in the data folder, made where none was
     * named), `ENTENTE_VAULT_KEY`, or `ENTENTE_VAULT_KEY_COMMAND`.
     */
    readonly key: VaultKeySource;
    /** `ENTENTE_VAULT_DATABASE_URL`: where personal data is; `beside`: a database of its own on the same server. */
    readonly database: { readonly kind: 'beside' } | { readonly kind: 'server'; readonly url: string };
  };
  /** Where the files of sources are kept: `files` in the data folder, or the bucket of `ENTENTE_FILES_URL`. */
  readonly files: FilesConfiguration;
  /**
   * `ENTENTE_LOG_SIGNER_DIR`: the folder of the key that signs the log's checkpoints, and of what was signed last. Default
   * `log-signer` in the data folder for the embedded ledger; null for one on a server: it signs nothing.
   */
  readonly logSigner: {
    readonly folder: string;
    /** Whether to make a missing key: for the embedded ledger. */
    readonly makeKey: boolean;
    /** Whether a copy of the data folder has it too. */
    readonly inDataDir: boolean;
  } | null;
  /** Who cosigns the checkpoints of the log. */
  readonly witnesses: {
    /** `ENTENTE_WITNESSES`: where each is asked, and its public key (C2SP signed-note). Default none. */
    readonly all: readonly { readonly url: string; readonly key: string }[];
    /** `ENTENTE_WITNESS_QUORUM`: how many of them make a checkpoint a witnessed one. Default all. */
    readonly quorum: number;
  };
  /** `ENTENTE_TIMESTAMP_URL`: the authority that stamps checkpoints (RFC 3161), once a day. Default null: none. */
  readonly timeStampUrl: string | null;
  /** `ENTENTE_READ_LOG_DAYS`: how long it is kept who read what is sealed. Default 400. */
  readonly readLogDays: number;
  /**
   * `ENTENTE_TIME_ZONE`: the IANA zone of the ledger's civil days. Null when it is not set: the zone that the ledger was
   * opened in, and America/Toronto for a new one.
   */
  readonly timeZone: string | null;
  /** `ENTENTE_LOG_LEVEL`: default `info`. */
  readonly logLevel: LogLevel;
  /** `ENTENTE_METRICS`: `open` gives `/metrics` to everybody; otherwise an auditor's token is needed. */
  readonly metricsOpen: boolean;
  /** `ENTENTE_CORS_ORIGINS`: the origins of pages of others that may ask from a browser, `https://…`. Default none. */
  readonly corsOrigins: readonly string[];
  /** From when the flags of a status are raised. */
  readonly flags: {
    /** `ENTENTE_FLAG_EXPIRING_DAYS`: EXPIRING is raised this many days before the last day in force. Default 90. */
    readonly expiringDays: number;
    /** `ENTENTE_FLAG_RECORDED_LATE_DAYS`: RECORDED_LATE is raised when more days lie between act and record. Default 30. */
    readonly recordedLateDays: number;
    /** `ENTENTE_FLAG_DORMANT_YEARS`: DORMANT is raised after this many years without evidence. Default 5. */
    readonly dormantYears: number;
  };
  readonly notices: NoticeConfiguration;
}

/** A configuration, or one line for each problem: the variable, what is wrong with it, what to do. */
export type LoadedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the `ENTENTE_*` variables (and `NODE_ENV`), and checks the file of the vault's key that they name. An empty variable
 * counts as not set. An unknown `ENTENTE_*` is a problem, because a misspelt variable would silently do nothing
 * (`ENTENTE_TEST_*` belong to the tests). No secret gets into a problem's text. The caller prints the problems and exits with {@link EXIT_CONFIGURATION}.
 *
 * @param cwd what relative paths are relative to
 */
export function loadConfiguration(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string = process.cwd(),
): LoadedConfiguration {
  const given = Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) =>
        name.startsWith('ENTENTE_') &&
        !name.startsWith('ENTENTE_TEST_') &&
        value !== undefined &&
        value !== '',
    ),
  );
  const parsed = variables.safeParse(given);
  const production = env['NODE_ENV'] === 'production';
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap(problemLines),
    ...[
      vaultKeyProblem(given, cwd),
      accountsProblem(given),
      quorumProblem(parsed.data),
      noticeProblem(given),
      filesProblem(parsed.data, { production, cwd }),
    ].filter((problem) => problem !== null),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };

  const read = parsed.data;
  const dataDir = resolve(cwd, read.ENTENTE_DATA_DIR ?? '.entente');
  return {
    ok: true,
    configuration: {
      production,
      host: read.ENTENTE_HOST ?? '127.0.0.1',
      port: read.ENTENTE_PORT ?? 4000,
      dataDir,
      database: read.ENTENTE_DATABASE_URL
        ? { kind: 'server', url: read.ENTENTE_DATABASE_URL, accounts: accountsIn(read) }
        : { kind: 'embedded' },
      eventStore: read.ENTENTE_EVENT_STORE_URL
        ? { kind: 'eventstoredb', url: read.ENTENTE_EVENT_STORE_URL }
        : { kind: 'postgres' },
      vault: {
        key: vaultKeySource(given, { dataDir, cwd }),
        database: read.ENTENTE_VAULT_DATABASE_URL
          ? { kind: 'server', url: read.ENTENTE_VAULT_DATABASE_URL }
          : { kind: 'beside' },
      },
      files: filesIn(read, { dataDir, cwd }),
      logSigner: logSignerIn(read, { dataDir, cwd }),
      witnesses: {
        all: read.ENTENTE_WITNESSES ?? [],
        quorum: read.ENTENTE_WITNESS_QUORUM ?? read.ENTENTE_WITNESSES?.length ?? 0,
      },
      timeStampUrl: read.ENTENTE_TIMESTAMP_URL ?? null,
      readLogDays: read.ENTENTE_READ_LOG_DAYS ?? 400,
      timeZone: read.ENTENTE_TIME_ZONE ?? null,
      logLevel: read.ENTENTE_LOG_LEVEL ?? 'info',
      corsOrigins: read.ENTENTE_CORS_ORIGINS ?? [],
      metricsOpen: read.ENTENTE_METRICS === 'open',
      flags: {
        expiringDays: read.ENTENTE_FLAG_EXPIRING_DAYS ?? 90,
        recordedLateDays: read.ENTENTE_FLAG_RECORDED_LATE_DAYS ?? 30,
        dormantYears: read.ENTENTE_FLAG_DORMANT_YEARS ?? 5,
      },
      notices: noticesIn(read),
    },
  };
}

/** The URL with its password (and any password parameter) replaced by `***`: the only form that may be printed. */
export function redactUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:@/]*):.*@/is, '$1:***@')
    .replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, '$1***');
}

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: said((text) => `${quoted(text)} is not a port; give a whole number from 0 to 65535`),
  })
  .transform(Number);

const host = z.string().refine((text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text), {
  error: said(
    (text) => `${quoted(text)} is not an address; give an IP address or a host name, without a port`,
  ),
});

const folderOrFile = z.string().refine((text) => !text.includes('\0'), {
  error: 'holds a NUL character; give a path',
});

const postgresUrl = z.string().refine(isPostgresUrl, {
  error: said(
    (text) =>
      `${quoted(redactUrl(text))} is not a PostgreSQL address; give postgres://user:password@host:port/database`,
  ),
});

const eventStoreUrl = z.string().refine((text) => eventStoreUrlProblem(text) === null, {
  error: said((text) => `${quoted(redactUrl(text))} ${eventStoreUrlProblem(text)}`),
});

const timeZone = z.string().refine(isTimeZone, {
  error: said((text) => `${quoted(text)} is not a time zone; give an IANA name such as America/Toronto`),
});

const count = (most: number, least = 0) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: said((text) => `${quoted(text)} is not accepted; give a whole number from ${least} to ${most}`),
    })
    .transform(Number);

const origins = z
  .string()
  .refine((text) => originsIn(text).every(isOrigin), {
    error: said(
      (text) =>
        `${quoted(originsIn(text).find((origin) => !isOrigin(origin)) ?? text)} is not an origin; give https://host or https://host:port, several with commas between`,
    ),
  })
  .transform(originsIn);

function originsIn(text: string): readonly string[] {
  return text.split(',').map((origin) => origin.trim());
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

const webUrl = z.string().refine((text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text), {
  error: said(
    (text) => `${quoted(redactUrl(text))} is not an address; give http://host/path or https://host/path`,
  ),
});

const WITNESS = /^(https?:\/\/\S+) (\S+\+[0-9a-f]{8}\+\S+)$/;

const witnesses = z
  .string()
  .refine((text) => witnessesIn(text).every(isWitness), {
    error: said(
      (text) =>
        `${quoted(witnessesIn(text).find((one) => !isWitness(one)) ?? text)} is not a witness; give its address and its public key with a space between, several with commas between`,
    ),
  })
  .transform((text) =>
    witnessesIn(text).map((one) => {
      const [, url = '', key = ''] = WITNESS.exec(one) ?? [];
      return { url: url.replace(/\/+$/, ''), key };
    }),
  );

function witnessesIn(text: string): readonly string[] {
  return text.split(',').map((one) => one.trim());
}

function isWitness(text: string): boolean {
  return URL.canParse(WITNESS.exec(text)?.[1] ?? '');
}

/** What is wrong with how many witnesses are asked for; null when nothing is. */
function quorumProblem(read: z.infer<typeof variables> | undefined): string | null {
  const [needed, all] = [read?.ENTENTE_WITNESS_QUORUM, read?.ENTENTE_WITNESSES?.length ?? 0];
  if (needed === undefined || (needed > 0 && needed <= all)) return null;
  return `ENTENTE_WITNESS_QUORUM: ${needed} of ${all} witnesses cannot be asked for; give a number from 1 to that of ENTENTE_WITNESSES`;
}

const variables = z.strictObject({
  ENTENTE_PORT: port.optional(),
  ENTENTE_HOST: host.optional(),
  ENTENTE_DATA_DIR: folderOrFile.optional(),
  ENTENTE_DATABASE_URL: postgresUrl.optional(),
  ENTENTE_DATABASE_WRITER_URL: postgresUrl.optional(),
  ENTENTE_DATABASE_READER_URL: postgresUrl.optional(),
  ENTENTE_EVENT_STORE_URL: eventStoreUrl.optional(),
  ENTENTE_VAULT_KEY_FILE: folderOrFile.optional(),
  ENTENTE_VAULT_KEY: z.string().optional(),
  ENTENTE_VAULT_KEY_COMMAND: folderOrFile.optional(),
  ENTENTE_VAULT_DATABASE_URL: postgresUrl.optional(),
  ENTENTE_LOG_SIGNER_DIR: folderOrFile.optional(),
  ENTENTE_WITNESSES: witnesses.optional(),
  ENTENTE_WITNESS_QUORUM: count(100).optional(),
  ENTENTE_TIMESTAMP_URL: webUrl.optional(),
  ENTENTE_READ_LOG_DAYS: count(100_000, 1).optional(),
  ENTENTE_TIME_ZONE: timeZone.optional(),
  ENTENTE_CORS_ORIGINS: origins.optional(),
  ENTENTE_METRICS: z
    .enum(['open', 'token'], {
      error: said((text) => `${quoted(text)} is not accepted; give open or token`),
    })
    .optional(),
  ENTENTE_FLAG_EXPIRING_DAYS: count(100_000).optional(),
  ENTENTE_FLAG_RECORDED_LATE_DAYS: count(100_000).optional(),
  ENTENTE_FLAG_DORMANT_YEARS: count(200).optional(),
  ...FILES_VARIABLES,
  ...NOTICE_VARIABLES,
  ENTENTE_LOG_LEVEL: z
    .enum(LOG_LEVELS, {
      error: said((text) => `${quoted(text)} is not a log level; give one of ${LOG_LEVELS.join(', ')}`),
    })
    .optional(),
});

const ACCOUNTS = ['ENTENTE_DATABASE_WRITER_URL', 'ENTENTE_DATABASE_READER_URL'] as const;

/** What is missing beside the account of the main database that was named; null when nothing is. */
function accountsProblem(given: Readonly<Record<string, string | undefined>>): string | null {
  const named = ACCOUNTS.find((name) => name in given);
  if (named === undefined) return null;
  const missing = ['ENTENTE_DATABASE_URL', ...ACCOUNTS].find((name) => !(name in given));
  return missing === undefined
    ? null
    : `${missing}: not set, and ${named} is; set all three, or the first alone`;
}

function accountsIn(read: { readonly [A in (typeof ACCOUNTS)[number]]?: string | undefined }) {
  const { ENTENTE_DATABASE_WRITER_URL: writerUrl, ENTENTE_DATABASE_READER_URL: readerUrl } = read;
  return writerUrl === undefined || readerUrl === undefined ? null : { writerUrl, readerUrl };
}

function logSignerIn(
  read: {
    readonly ENTENTE_LOG_SIGNER_DIR?: string | undefined;
    readonly ENTENTE_DATABASE_URL?: string | undefined;
  },
  { dataDir, cwd }: { readonly dataDir: string; readonly cwd: string },
): Configuration['logSigner'] {
  const embedded = read.ENTENTE_DATABASE_URL === undefined;
  const named = read.ENTENTE_LOG_SIGNER_DIR;
  if (named === undefined && !embedded) return null;
  const folder = named === undefined ? join(dataDir, 'log-signer') : resolve(cwd, named);
  return { folder, makeKey: embedded, inDataDir: `${folder}${sep}`.startsWith(`${dataDir}${sep}`) };
}

const VAULT_KEYS = ['ENTENTE_VAULT_KEY_FILE', 'ENTENTE_VAULT_KEY', 'ENTENTE_VAULT_KEY_COMMAND'] as const;

/** Where the vault's key comes from; by default from a file in the data folder that is made. */
function vaultKeySource(
  given: Readonly<Record<string, string | undefined>>,
  { dataDir, cwd }: { readonly dataDir: string; readonly cwd: string },
): VaultKeySource {
  const [named, text, command] = VAULT_KEYS.map((name) => given[name]);
  if (text !== undefined) return { kind: 'VARIABLE', text };
  if (command !== undefined) return { kind: 'COMMAND', command };
  const file = named === undefined ? join(dataDir, 'vault.key') : resolve(cwd, named);
  return { kind: 'FILE', file, make: named === undefined };
}

/** What is wrong with where the vault's key comes from, or with naming nothing; null when nothing is. */
function vaultKeyProblem(given: Readonly<Record<string, string | undefined>>, cwd: string): string | null {
  const [named, another] = VAULT_KEYS.filter((name) => name in given);
  if (another !== undefined) return `${another}: set, and ${named} is too; set one of them`;
  if (named === undefined) {
    const external = ['ENTENTE_DATABASE_URL', 'ENTENTE_VAULT_DATABASE_URL'].find((name) => name in given);
    if (external === undefined) return null;
    return (
      `ENTENTE_VAULT_KEY_FILE: not set, and ${external} names a database outside this machine's data folder; ` +
      'set it to the file that holds the key of the personal data'
    );
  }
  const source = vaultKeySource(given, { dataDir: '', cwd });
  // A command may take long and ask a service: it is run when the key is needed. A path with a NUL is a problem of its own.
  if (source.kind === 'COMMAND' || (source.kind === 'FILE' && source.file.includes('\0'))) return null;
  const read = readVaultKey(source);
  if (read.kind === 'KEY') return null;
  return source.kind === 'FILE'
    ? `ENTENTE_VAULT_KEY_FILE: ${quoted(given['ENTENTE_VAULT_KEY_FILE'] ?? '')} ${read.problem}`
    : `${named}: ${read.problem}`;
}

function problemLines(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => `${name}: not a variable of Entente; remove it or correct its name`);
  }
  return [`${issue.path.join('.')}: ${issue.message}`];
}

function said(message: (text: string) => string): (issue: { readonly input?: unknown }) => string {
  return (issue) => message(String(issue.input));
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text) || /\s/.test(text)) return false;
  const url = new URL(text);
  const hasHost = url.hostname !== '' || url.searchParams.has('host');
  return /^postgres(ql)?:$/.test(url.protocol) && hasHost && url.pathname.length > 1;
}

/** What the values of a connection string's options look like, by their names in small letters. */
const EVENT_STORE_OPTIONS: Readonly<Record<string, RegExp>> = {
  tls: /^(true|false)$/,
  tlscafile: /./,
  usercertfile: /./,
  userkeyfile: /./,
  connectionname: /./,
  nodepreference: /^(leader|follower|read_?only_?replica|random)$/i,
  maxdiscoverattempts: /^\d+$/,
  discoveryinterval: /^\d+$/,
  gossiptimeout: /^\d+$/,
  defaultdeadline: /^\d+$/,
  keepaliveinterval: /^-?\d+$/,
  keepalivetimeout: /^-?\d+$/,
};

/**
 * What is wrong with a connection string, null when nothing is. It is read here as strictly as EventStoreDB's client reads
 * it or more: of what the client does not know it prints the whole address, password included.
 */
function eventStoreUrlProblem(text: string): string | null {
  const read =
    /^esdb(?:\+discover)?:\/\/(?:([^\s:@/?#]+:[^\s:@/?#]+)@)?[a-z0-9._-]+(?::\d{1,5})?(?:,[a-z0-9._-]+(?::\d{1,5})?)*\/?(?:\?(.*))?$/i.exec(
      text,
    );
  const [, credentials = '', options] = read ?? [];
  if (read === null || !isPercentEncoded(credentials))
    return (
      'is not an EventStoreDB address; give esdb://host:port or esdb+discover://host:port, ' +
      'and user:password@ before the host, percent-encoded'
    );
  for (const option of options?.split('&') ?? []) {
    const [, name = option, value = ''] = /^([^=]*)=([^\s?]*)$/.exec(option) ?? [];
    const known = EVENT_STORE_OPTIONS[name.toLowerCase()];
    if (known === undefined)
      return `has the option ${quoted(name)}, which does not exist; give tls and tlsCAFile, or leave it out`;
    if (!known.test(value) || !isPercentEncoded(value))
      return `has a value that the option ${quoted(name)} cannot have`;
  }
  return null;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** True for an IANA name of a zone; an offset such as +05:00 is none. */
export function isTimeZone(text: string): boolean {
  // Intl takes offsets such as +05:00 too; a ledger's civil days need a zone that knows its own past.
  if (/^[+-]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
