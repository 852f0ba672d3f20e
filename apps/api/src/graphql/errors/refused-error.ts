import { messageOf, problemText, refuse, type Limit, type Problem, type Refusal } from '@entente/domain';

/** A refusal on its way to the client, where a resolver can only answer by raising. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(messageOf(refusal.code, refusal.details).en);
    this.name = 'RefusedError';
  }
}

/** A refusal of the API's own, to raise. */
export function refused(...refusal: Parameters<typeof refuse>): RefusedError {
  return new RefusedError(refuse(...refusal));
}

/** A value that cannot be accepted: which one, and why. */
export function invalid(field: string | null, problem: Problem): RefusedError {
  return new RefusedError(refuse('VALIDATION_FAILED', field, problem));
}

/** A query, or a request, that asks for more than is allowed. */
export function overLimit(limit: Limit, field: string | null = 'query'): RefusedError {
  return new RefusedError(refuse('LIMIT_EXCEEDED', field, limit));
}

/** What is wrong with a value that a scalar of the schema refuses; which value that is, is known further out. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problemText(problem).en);
    this.name = 'ProblemError';
  }
}
