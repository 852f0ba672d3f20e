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

/**
 * A logger that writes one readable line a message, for command lines and start-up.
 *
 * @param write takes a line without its end; standard error unless given, so that standard output stays the program's answer
 */
export function consoleLogger(
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Logger {
  const threshold = severity(level);
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details?: LogDetails): void => {
      if (severity(name) < threshold) return;
      const rest = details === undefined ? '' : ` ${JSON.stringify(details, describeErrors)}`;
      write(`${name.padEnd(5)} ${message}${rest}`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** The part of a pino logger (Fastify's own) that {@link loggerOver} writes to. */
export interface PinoLike {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** A {@link Logger} that writes through Fastify's own logger, so that a process has one log. */
export function loggerOver(pino: PinoLike): Logger {
  return {
    debug: (message, details) => pino.debug(details ?? {}, message),
    info: (message, details) => pino.info(details ?? {}, message),
    warn: (message, details) => pino.warn(details ?? {}, message),
    error: (message, details) => pino.error(details ?? {}, message),
  };
}

/** Options for Fastify's `logger`; the same everywhere, so that no process logs what another one leaves out. */
export interface FastifyLoggerOptions {
  readonly level: LogLevel;
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
 * Builds the options of Fastify's logger. Of a request only the method and the path are logged (a query string can hold
 * a whole GraphQL query with the names in it), of a reply only the status; bodies and headers never; of an error only
 * what {@link loggedError} lets through.
 */
export function fastifyLoggerOptions(level: LogLevel): FastifyLoggerOptions {
  return {
    level,
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
    message: quotesInput ? '[not logged: it can quote its input]' : error.message,
    ...(code === undefined ? {} : { code }),
    stack: stack ?? '',
  };
}

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
