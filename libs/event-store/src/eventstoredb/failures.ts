import {
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { EventStoreError, type ExpectedRevision } from '../port.js';

/** What was asked when it failed. */
export interface Asked {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

/** An error of the client as the port's one exception. */
export function toFailure(error: unknown, asked: Asked): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const options = { cause: error };
  const { stream, expected } = asked;
  if (error instanceof WrongExpectedVersionError) {
    const actual = typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : null;
    return new EventStoreError({ kind: 'WRONG_EXPECTED_REVISION', stream, expected, actual }, options);
  }
  if (error instanceof StreamDeletedError)
    return new EventStoreError({ kind: 'STREAM_DELETED', stream }, options);
  if (error instanceof StreamNotFoundError)
    return new EventStoreError({ kind: 'STREAM_NOT_FOUND', stream }, options);
  if (error instanceof MaxAppendSizeExceededError) {
    const limit = error.maxAppendSize;
    return new EventStoreError({ kind: 'TOO_LARGE', bytes: limit + 1, limit }, options);
  }
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new EventStoreError({ kind: 'UNAVAILABLE', reason }, options);
}

/** Whether the server has said that it wrote nothing, and that another one may. */
export function isNotLeader(error: unknown): boolean {
  return error instanceof NotLeaderError;
}

/** Whether the server could not be reached, or gave up. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof UnavailableError ||
    error instanceof DeadlineExceededError ||
    error instanceof CancelledError ||
    error instanceof TimeoutError ||
    isNotLeader(error) ||
    // Also what a node says that knows of no leader.
    error instanceof UnknownError ||
    // Discovery and the socket raise plain errors.
    (error instanceof Error && error.constructor === Error)
  );
}

/** Whether the server has dropped a subscription because its reader did not keep up; it may go on from where it is. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof TimeoutError && /consumer too slow/i.test(error.message);
}
