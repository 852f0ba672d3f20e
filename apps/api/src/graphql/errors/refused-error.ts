import { messageOf, refuse, type Json, type Refusal, type RefusalCode } from '@entente/domain';

/** A refusal on its way to the client, where a resolver can only answer by raising. */
export class RefusedError extends Error {
  constructor(readonly refusal: Refusal) {
    super(messageOf(refusal.code, refusal.details).en);
    this.name = 'RefusedError';
  }
}

/** A refusal of the API's own, to raise. */
export function refused(
  code: RefusalCode,
  field: string | null = null,
  details: { readonly [key: string]: Json } = {},
): RefusedError {
  return new RefusedError(refuse(code, field, details));
}

/** A value that cannot be accepted: which one, and why. */
export function invalid(field: string | null, problem: string): RefusedError {
  return refused('VALIDATION_FAILED', field, { problem });
}

/** A query that asks for more than is allowed. */
export function overLimit(limit: string, details: { readonly [key: string]: Json } = {}): RefusedError {
  return refused('LIMIT_EXCEEDED', 'query', { limit, ...details });
}
