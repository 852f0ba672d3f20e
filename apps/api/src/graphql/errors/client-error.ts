import { randomUUID } from 'node:crypto';
import { AccessDeniedError } from '../../guard.js';
import { messageOf, refuse, RETRYABLE_CODES, type Refusal, type RefusalCode } from '@entente/domain';
import { EventStoreError, isOutage } from '@entente/event-store';
import { CorruptEventError, FilesUnavailableError } from '@entente/ledger';
import { loggedError, type Logger } from '@entente/platform';
import { ProjectionBehindError } from '@entente/read-model';
import { ReadNotNotedError } from '@entente/transparency';
import { GraphQLError } from 'graphql';
import { LIMITS } from '../limits/limits.js';
import { fieldOf, rootFieldOf } from './field-path.js';
import { ProblemError, RefusedError, shown } from './refused-error.js';

/** What the mapping of errors needs to know of its process. */
export interface ErrorMapping {
  readonly production: boolean;
  readonly logger: Logger;
  /** Whether the database answered a moment ago; it does where this is not known. */
  readonly databaseAnswers?: () => boolean;
  /** Called with an event that is not what was written. */
  readonly onDamage?: (found: CorruptEventError) => void;
}

/** Longer texts of graphql-js quote what was sent; this much of them is enough to find the place. */
const MOST_OF_A_PROBLEM = 300;

/** The extensions of every error that leaves the API. */
export function extensionsOf(refusal: Refusal) {
  const { code, strength, field, details } = refusal;
  return {
    code,
    strength,
    rule: strength === 'INVARIANT' ? null : code,
    field,
    details,
    // Whoever asked too often may ask again; whoever asked for too much may not.
    retryable: RETRYABLE_CODES.includes(code) || details['limit'] === RATE_LIMIT,
    message: messageOf(code, details),
  };
}

/** The `limit` of a refusal for asking too often. */
export const RATE_LIMIT = 'REQUESTS_PER_MINUTE';

/** What clients look for in the message itself, since their protocol says so. */
const PROTOCOL: { readonly [C in RefusalCode]?: string } = {
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
};

/** The error that a client gets for whatever went wrong: the one place where this is decided. */
export function toClientError(error: unknown, mapping: ErrorMapping): GraphQLError {
  const refusal = refusalOf(error, mapping);
  const { locations } = error instanceof GraphQLError ? error : {};
  const path = error instanceof GraphQLError ? (error.path ?? pathOf(error)) : undefined;
  const client = new GraphQLError(PROTOCOL[refusal.code] ?? messageOf(refusal.code, refusal.details).en, {
    ...(path && { path }),
    extensions: extensionsOf(refusal),
  });
  // An error of graphql-jit carries its locations without the nodes that graphql-js would make them from.
  if (locations) Object.defineProperty(client, 'locations', { value: locations, enumerable: true });
  return client;
}

/** Of several mutations in one request that was refused as a whole: which one was at fault. */
function pathOf(error: GraphQLError): readonly string[] | undefined {
  const root = rootFieldOf(error);
  return root === null ? undefined : [root];
}

/** The refusal behind anything that was raised. What nobody expected is logged; the caller gets its reference. */
export function refusalOf(error: unknown, mapping: ErrorMapping): Refusal {
  return known(error, mapping) ?? unexpected(error, mapping);
}

function known(error: unknown, mapping: ErrorMapping): Refusal | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof RefusedError) return cause.refusal;
    if (cause instanceof FilesUnavailableError) return refuse('FILES_UNAVAILABLE');
    if (cause instanceof ReadNotNotedError) return refuse('READ_NOT_NOTED');
    if (cause instanceof AccessDeniedError) return refuse(cause.code);
    if (cause instanceof EventStoreError && cause.failure.kind === 'UNAVAILABLE') return unreadable();
    if (cause instanceof CorruptEventError) return damaged(cause, mapping);
    if (cause instanceof ProjectionBehindError) return refuse('PROJECTION_BEHIND');
    // A request that waited for a frozen database was not too large.
    if (codeOf(cause) === 'FST_ERR_HANDLER_TIMEOUT' && mapping.databaseAnswers?.() === false)
      return refuse('STORE_UNAVAILABLE', null, { reason: 'UNAVAILABLE' });
    const byCode = ofCode(codeOf(cause), cause);
    if (byCode) return byCode;
    if (isOutage(cause)) return unreadable();
  }
  if (error instanceof GraphQLError && error.path === undefined) return ofRequestError(error, mapping);
  return null;
}

/** Where a command cannot be recorded, the ledger itself refuses it: what is raised was asked to be read. */
function unreadable(): Refusal {
  return refuse('STORE_UNAVAILABLE', null, { reason: 'UNAVAILABLE', asked: 'READ' });
}

/** An event that is not what was written is reported to the caller and to the operator; nothing after it is read. */
function damaged(found: CorruptEventError, { logger, onDamage }: ErrorMapping): Refusal {
  const { stream, revision, problem } = found;
  logger.error('An event of the log is not what was written.', { stream, revision, problem: problem.en });
  onDamage?.(found);
  return refuse('STREAM_CORRUPT', null, { stream, revision });
}

/** Errors that other libraries raise by a code of theirs: Mercurius, Fastify, PostgreSQL. */
function ofCode(code: string | null, error: object): Refusal | null {
  if (code === null) return null;
  switch (code) {
    case 'MER_ERR_METHOD_NOT_ALLOWED':
      return refuse('VALIDATION_FAILED', null, { problem: 'ONLY_QUERIES_BY_GET' });
    case 'MER_ERR_GQL_CSRF_PREVENTION':
      return refuse('VALIDATION_FAILED', null, {
        problem: 'PREFLIGHT_NEEDED',
      });
    case 'MER_ERR_GQL_PERSISTED_QUERY_NOT_FOUND':
      return refuse('VALIDATION_FAILED', 'query', { problem: 'NO_QUERY' });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('LIMIT_EXCEEDED', 'body', {
        limit: 'BODY_MEGABYTES',
        most: LIMITS.bodyBytes / 1_048_576,
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('VALIDATION_FAILED', null, { problem: 'MEDIA_TYPE' });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return refuse('VALIDATION_FAILED', 'body', { problem: 'BODY_NOT_JSON' });
    case 'FST_ERR_HANDLER_TIMEOUT':
    case '57014': // query_canceled: PostgreSQL's statement_timeout
      return refuse('LIMIT_EXCEEDED', null, {
        limit: 'REQUEST_SECONDS',
        most: LIMITS.milliseconds / 1_000,
      });
    case 'FST_ERR_VALIDATION':
      return refuse('VALIDATION_FAILED', null, {
        problem: 'NOT_A_GRAPHQL_REQUEST',
      });
    default:
      break;
  }
  const status = 'statusCode' in error ? error.statusCode : null;
  if (status === 429) return refuse('LIMIT_EXCEEDED', null, { limit: RATE_LIMIT });
  if (error instanceof SyntaxError && status === 400)
    return refuse('VALIDATION_FAILED', 'body', { problem: 'BODY_NOT_JSON' });
  return null;
}

/** What graphql-js says against a document or its variables, before anything was executed. */
function ofRequestError(error: GraphQLError, { production }: ErrorMapping): Refusal {
  const tokens = /contains more tha[nt] (\d+) tokens/.exec(error.message);
  if (tokens)
    return refuse('LIMIT_EXCEEDED', 'query', {
      limit: 'QUERY_TOKENS',
      most: Number(tokens[1]),
    });
  const field = fieldOf(error);
  const found = causesOf(error).find((cause) => cause instanceof ProblemError);
  if (found) return refuse('VALIDATION_FAILED', field ?? 'query', { ...found.problem, ...shown(found.sent) });
  // For a variable graphql-js first quotes what was sent, then says what is wrong with it: that is enough.
  const said = error.originalError?.message ?? error.message;
  const kept = production ? withoutAdvice(said) : said;
  const short = kept.length > MOST_OF_A_PROBLEM ? `${kept.slice(0, MOST_OF_A_PROBLEM)}…` : kept;
  return refuse('VALIDATION_FAILED', field ?? 'query', {
    problem: kindOf(error, field),
    said: short.replace(/[.\s]+$/, '').toWellFormed(),
  });
}

/** A text of graphql-js without the names that it proposes, which say what the schema has. */
export function withoutAdvice(said: string): string {
  const at = said.endsWith('?') ? said.lastIndexOf('Did you mean ') : -1;
  return at < 0 ? said : said.slice(0, at);
}

/** What a text of graphql-js is about: it says so in English, and is quoted. */
function kindOf(error: GraphQLError, field: string | null) {
  if (error.message.startsWith('Syntax Error')) return 'GRAPHQL_SYNTAX';
  return field === null ? 'GRAPHQL_QUERY' : 'GRAPHQL_VALUE';
}

function unexpected(error: unknown, { logger }: ErrorMapping): Refusal {
  const reference = randomUUID();
  const causes = causesOf(error);
  logger.error('An unexpected error was answered with INTERNAL.', {
    reference,
    err: loggedError(causes.at(-1) ?? error),
  });
  return refuse('INTERNAL', null, { reference });
}

/** An error and what it was made of, outermost first. */
function causesOf(error: unknown): readonly object[] {
  const causes: object[] = [];
  let at: unknown = error;
  while (typeof at === 'object' && at !== null && !causes.includes(at)) {
    causes.push(at);
    at = 'originalError' in at && at.originalError ? at.originalError : 'cause' in at ? at.cause : null;
  }
  return causes;
}

function codeOf(error: object): string | null {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('statusCode' in error && error.statusCode === 429) return '429';
  return error instanceof SyntaxError ? 'SyntaxError' : null;
}
