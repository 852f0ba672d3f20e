import type { ExecutionResult, GraphQLError } from 'graphql';
import { toClientError, type ErrorMapping } from './client-error.js';
import { RefusedError } from './refused-error.js';

type Failed = ExecutionResult & Required<Pick<ExecutionResult, 'errors'>>;

/** Mercurius's `errorFormatter`: every error of a response, and the HTTP status that goes with it. */
export function errorFormatter(mapping: ErrorMapping) {
  return (execution: Failed): { statusCode: number; response: ExecutionResult } => {
    const givenUp = execution.errors.find(isGivenUp);
    if (givenUp)
      return { statusCode: 200, response: { data: null, errors: [toClientError(givenUp, mapping)] } };
    return {
      statusCode: execution.data === undefined ? statusOf(execution.errors) : 200,
      response: {
        data: execution.data ?? null,
        errors: execution.errors.flatMap(listed).map((error) => toClientError(error, mapping)),
      },
    };
  };
}

/** An answer that grew too large was given up: none of it is sent. */
function isGivenUp({ originalError }: GraphQLError): boolean {
  if (!(originalError instanceof RefusedError)) return false;
  const { limit } = originalError.refusal.details;
  return limit === 'ANSWER_VALUES' || limit === 'ANSWER_CHARACTERS';
}

/** Mercurius raises one error for all that is wrong with a document; each is reported by itself. */
function listed(error: GraphQLError): readonly GraphQLError[] {
  const original: object | undefined = error.originalError;
  if (!original || !('code' in original) || original.code !== 'MER_ERR_GQL_VALIDATION') return [error];
  const inner = 'errors' in original ? original.errors : null;
  return Array.isArray(inner) && inner.length > 0 ? (inner as GraphQLError[]) : [error];
}

function statusOf(errors: readonly GraphQLError[]): number {
  const original: object | undefined = errors[0]?.originalError;
  const status = original && 'statusCode' in original ? original.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 200;
}
