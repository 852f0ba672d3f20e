import { EventStoreError } from '@entente/event-store';
import { DatabaseError } from 'pg';

/** What the driver says of a connection that is gone or cannot be had; these errors carry no code. */
const LOST =
  /^(connection terminated|client has encountered a connection error|timeout exceeded when trying|query read timeout)/i;

/** Whether an error says that a database cannot be reached, or cannot serve for now. */
function isOutage(error: unknown): error is Error {
  if (error instanceof DatabaseError) return /^(08|28|3D|40|53|55|57|25P0)/.test(error.code ?? '08');
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ENOENT$)/.test(code ?? '') ||
    LOST.test(error.message)
  );
}

/**
 * What stands beside the log (the vault, the claims, the read model) is a database too: while it is away, nothing can be
 * written for now, which callers are told as they are of the log itself.
 * @throws {EventStoreError} `UNAVAILABLE` in place of an outage; any other error as it is.
 */
export async function asUnavailable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new EventStoreError({ kind: 'UNAVAILABLE', reason: error.message || error.name }, { cause: error });
  }
}
