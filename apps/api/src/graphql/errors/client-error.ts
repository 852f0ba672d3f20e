import { randomUUID } from 'node:crypto';
import { AccessDeniedError } from '@entente/access';
import { messageOf, refuse, RETRYABLE_CODES, type Refusal } from '@entente/domain';
import { EventStoreError } from '@entente/event-store';
import { loggedError, type Logger } from '@entente/platform';
import { ProjectionBehindError } from '@entente/read-model';
import { GraphQLError } from 'graphql';
import { fieldOf } from './field-path.js';
import { RefusedError } from './refused-error.js';

/** What the mapping of errors needs to know of its process. */
export interface ErrorMapping {
  readonly production: boolean;
  readonly logger: Logger;
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
export const RATE_LIMIT = 'requests per minute';

/** The error that a client gets for whatever went wrong: the one place where this is decided. */
export function toClientError(error: unknown, mapping: ErrorMapping): GraphQLError {
  const refusal = refusalOf(error, mapping);
  const { locations, path } = error instanceof GraphQLError ? error : {};
  const client = new GraphQLError(messageOf(refusal.code, refusal.details).en, {
    ...(path && { path }),
    extensions: extensionsOf(refusal),
  });
  // An error of graphql-jit carries its locations without the nodes that graphql-js would make them from.
  if (locations) Object.defineProperty(client, 'locations', { value: locations, enumerable: true });
  return client;
}

/** The refusal behind anything that was raised. What nobody expected is logged under a reference, and told nothing of. */
export function refusalOf(error: unknown, mapping: ErrorMapping): Refusal {
  return known(error, mapping) ?? unexpected(error, mapping);
}

function known(error: unknown, mapping: ErrorMapping): Refusal | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof RefusedError) return cause.refusal;
    if (cause instanceof AccessDeniedError) return refuse(cause.code);
    if (cause instanceof EventStoreError && cause.failure.kind === 'UNAVAILABLE')
      return refuse('STORE_UNAVAILABLE', null, { reason: cause.failure.kind });
    if (cause instanceof ProjectionBehindError) return refuse('PROJECTION_BEHIND');
    const byCode = ofCode(codeOf(cause), cause);
    if (byCode) return byCode;
    if (cause instanceof Error && LOST_CONNECTION.test(cause.message))
      return refuse('STORE_UNAVAILABLE', null, { reason: 'UNAVAILABLE' });
  }
  if (error instanceof GraphQLError && error.path === undefined) return ofRequestError(error, mapping);
  return null;
}

/** What `pg` says, without a code, of a connection that was lost, or of none to be had in time. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|timeout exceeded when trying to connect)/;

/** Errors that other libraries raise by a code of theirs: Mercurius, Fastify, PostgreSQL, the network. */
function ofCode(code: string | null, error: object): Refusal | null {
  if (code === null) return null;
  switch (code) {
    case 'MER_ERR_METHOD_NOT_ALLOWED':
      return refuse('VALIDATION_FAILED', null, { problem: 'only queries can be sent with GET' });
    case 'MER_ERR_GQL_CSRF_PREVENTION':
      return refuse('VALIDATION_FAILED', null, {
        problem: 'send Content-Type: application/json, or the header mercurius-require-preflight',
      });
    case 'MER_ERR_GQL_PERSISTED_QUERY_NOT_FOUND':
      return refuse('VALIDATION_FAILED', 'query', { problem: 'there is no query in the request' });
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('LIMIT_EXCEEDED', 'body', { limit: 'a body of 1 MB' });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('VALIDATION_FAILED', null, { problem: 'send Content-Type: application/json' });
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refuse('VALIDATION_FAILED', 'body', { problem: 'the body is not JSON' });
    case 'FST_ERR_HANDLER_TIMEOUT':
    case '57014': // query_canceled: PostgreSQL's statement_timeout
      return refuse('LIMIT_EXCEEDED', null, { limit: '10 seconds' });
    case 'FST_ERR_VALIDATION':
      return refuse('VALIDATION_FAILED', null, {
        problem: 'the request has not the form of a GraphQL request',
      });
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
    case '57P01': // admin_shutdown
    case '57P02': // crash_shutdown
    case '57P03': // cannot_connect_now
    case '53300': // too_many_connections
      return refuse('STORE_UNAVAILABLE', null, { reason: 'UNAVAILABLE' });
    default:
      break;
  }
  const status = 'statusCode' in error ? error.statusCode : null;
  if (status === 429) return refuse('LIMIT_EXCEEDED', null, { limit: RATE_LIMIT });
  if (error instanceof SyntaxError && status === 400)
    return refuse('VALIDATION_FAILED', 'body', { problem: 'the body is not JSON' });
  return null;
}

/** What graphql-js says against a document or its variables, before anything was executed. */
function ofRequestError(error: GraphQLError, { production }: ErrorMapping): Refusal {
  const tokens = /contains more tha[nt] (\d+) tokens/.exec(error.message);
  if (tokens) return refuse('LIMIT_EXCEEDED', 'query', { limit: `${tokens[1]} tokens` });
  // For a variable graphql-js first quotes what was sent, then says what is wrong with it: that is enough.
  const said = error.originalError?.message ?? error.message;
  const told = production ? said.replace(/ ?Did you mean .*\?$/s, '') : said;
  const problem = told.length > MOST_OF_A_PROBLEM ? `${told.slice(0, MOST_OF_A_PROBLEM)}…` : told;
  return refuse('VALIDATION_FAILED', fieldOf(error) ?? 'query', {
    problem: problem.replace(/[.\s]+$/, '').toWellFormed(),
  });
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
