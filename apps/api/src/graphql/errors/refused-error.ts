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

/** A value that cannot be accepted: which one, why, and what was sent where that can be shown. */
export function invalid(field: string | null, problem: Problem, sent?: unknown): RefusedError {
  return new RefusedError(refuse('VALIDATION_FAILED', field, { ...problem, ...shown(sent) }));
}

const LONGEST_SHOWN = 100;

/** A value as a refusal shows it: nothing of what is long, has a form of its own, or could not be printed. */
export function shown(sent: unknown): { readonly value?: string | number } {
  if (typeof sent === 'number') return { value: sent };
  const printable = typeof sent === 'string' && sent.length <= LONGEST_SHOWN && /^[^\p{C}]+$/u.test(sent);
  return printable ? { value: sent } : {};
}

/** A query, or a request, that asks for more than is allowed. */
export function overLimit(limit: Limit, field: string | null = 'query'): RefusedError {
  return new RefusedError(refuse('LIMIT_EXCEEDED', field, limit));
}

/** What is wrong with a value that a scalar of the schema refuses; which value that is, is known further out. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly sent: unknown,
  ) {
    super(problemText(problem).en);
    this.name = 'ProblemError';
  }
}
