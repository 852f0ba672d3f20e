import { types } from 'node:util';
import type { LogLevel } from './configuration.js';

/** Facts of a log line besides its sentence. Never names of people, free text or anything else that a client sent. */
export type LogDetails = Readonly<Record<string, unknown>>;

/** What the libs log with. Messages are whole sentences of our own; what varies goes into the details. */
export interface Logger {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

/** A logger that says nothing. */
export const silentLogger: Logger = { debug: silence, info: silence, warn: silence, error: silence };

/** Takes a line of the log, without its end. */
export type WriteLine = (line: string) => void;

/** Standard error, so that standard output stays the program's answer. */
const toStandardError: WriteLine = (line) => process.stderr.write(`${line}\n`);

/**
 * A line of the log, the one form of every process: the instant in UTC, the level, the sentence, and the details as one
 * JSON object where there are any: `2026-11-23T17:32:17.123Z warn  It waits. {"reason":"…"}`.
 */
export function logLine(level: string, message: string, details?: LogDetails, at: Date = new Date()): string {
  const rest = details === undefined ? '' : ` ${JSON.stringify(details, describeErrors)}`;
  return `${at.toISOString()} ${level.padEnd(5)} ${message.replace(/\s+/g, ' ').trim()}${rest}`;
}

/** A logger that writes a {@link logLine} for each message, to standard error by default. */
export function consoleLogger(level: LogLevel, write: WriteLine = toStandardError): Logger {
  const threshold = severity(level);
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details?: LogDetails): void => {
      if (severity(name) >= threshold) write(logLine(name, message, details));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Options for Fastify's `logger`; the same everywhere, so that no process logs what another leaves out. */
export interface FastifyLoggerOptions {
  readonly level: LogLevel;
  readonly base: null;
  readonly formatters: { readonly level: (label: string) => { readonly level: string } };
  /** Takes Fastify's records, one each time, and writes them as a {@link logLine}. */
  readonly stream: { readonly write: (record: string) => void };
  readonly redact: { readonly paths: string[]; readonly censor: string };
  readonly serializers: {
    readonly req: (request: RequestToLog) => LoggedRequest;
    readonly res: (reply: ReplyToLog) => LoggedReply;
    readonly err: (error: unknown) => LoggedError;
  };
}

/** What the request's serializer reads. */
export interface RequestToLog {
  readonly method?: string;
  readonly url?: string;
}

/** What the reply's serializer reads. */
export interface ReplyToLog {
  readonly statusCode?: number;
}

/** What remains of a request in the log; `url` is the path alone. */
export interface LoggedRequest {
  readonly [name: string]: unknown;
  readonly method?: string;
  readonly url?: string;
}

/** What remains of a reply in the log. */
export interface LoggedReply {
  readonly [name: string]: unknown;
  readonly statusCode?: number;
}

/** What remains of an error in the log. */
export interface LoggedError {
  readonly [name: string]: unknown;
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** The places only, without the message; empty when it has none. */
  readonly stack: string;
}

/**
 * Builds the options of Fastify's logger, which writes lines of the same form as {@link consoleLogger}. Of a request only
 * the method and the path are logged (a query string can hold a whole GraphQL query with the names in it), of a reply only
 * the status; bodies and headers never; of an error only what {@link loggedError} lets through.
 */
export function fastifyLoggerOptions(
  level: LogLevel,
  write: WriteLine = toStandardError,
): FastifyLoggerOptions {
  return {
    level,
    base: null,
    formatters: { level: (label) => ({ level: label }) },
    stream: { write: (record) => write(lineOf(record)) },
    redact: {
      paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]).concat(SET_COOKIE),
      censor: '[redacted]',
    },
    serializers: {
      req: ({ method, url }) => ({
        ...(method === undefined ? {} : { method }),
        ...(url === undefined ? {} : { url: url.replace(/[?#].*$/s, '') }),
      }),
      res: ({ statusCode }) => (statusCode === undefined ? {} : { statusCode }),
      err: loggedError,
    },
  };
}

/** One of Fastify's records, redacted and in JSON, as a line. */
function lineOf(record: string): string {
  const { level, time, msg, ...details } = JSON.parse(record) as LoggedRecord;
  // Fastify takes the message of an error for the sentence, too.
  const message = details.err?.message === NOT_LOGGED ? 'A request ended in an error.' : (msg ?? '');
  return logLine(level, message, Object.keys(details).length === 0 ? undefined : details, new Date(time));
}

interface LoggedRecord {
  readonly level: string;
  readonly time: number;
  readonly msg?: string;
  readonly err?: LoggedError;
}

/**
 * What may be logged of an error: its type, code and stack, and its message unless that message can quote what a client
 * sent, which those of PostgreSQL (`invalid input syntax for type uuid: "…"`) and of GraphQL do.
 */
export function loggedError(error: unknown): LoggedError {
  if (!isError(error))
    return { type: typeof error, message: 'something that is not an Error was thrown', stack: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const quotesInput = error.name === 'GraphQLError' || 'severity' in error || error.name === 'SyntaxError';
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  return {
    type: error.name,
    message: quotesInput ? NOT_LOGGED : error.message,
    ...(code === undefined ? {} : { code }),
    stack: stack ?? '',
  };
}

const NOT_LOGGED = '[not logged: it can quote its input]';
const SECRETS = ['authorization', 'cookie', 'token', 'password', 'body', 'variables'];
const SET_COOKIE = ['["set-cookie"]', '*["set-cookie"]', '*.*["set-cookie"]'];

/** Errors of another realm (a worker's, a test runner's) are not `instanceof` ours. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function severity(level: LogLevel): number {
  switch (level) {
    case 'trace':
      return 10;
    case 'debug':
      return 20;
    case 'info':
      return 30;
    case 'warn':
      return 40;
    case 'error':
      return 50;
    case 'fatal':
      return 60;
    case 'silent':
      return 70;
    default:
      return level satisfies never;
  }
}

function describeErrors(_key: string, value: unknown): unknown {
  if (isError(value)) return loggedError(value);
  return typeof value === 'bigint' ? String(value) : value;
}

function silence(): void {}
