import { EventStoreError, isOutage } from '@entente/event-store';

/**
 * What stands beside the log (the vault, the claims, the read model) is a database too: while it is away, nothing can be
 * written for now, and callers get the answer that an outage of the log itself gives.
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
