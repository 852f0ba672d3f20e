import { DatabaseError } from 'pg';

/**
 * Classes of SQLSTATE after which the same statements may succeed a moment later, or on another connection: connection lost,
 * account or database away, conflict with another transaction, out of resources, not in the right state, ended by an
 * operator, idle for too long.
 */
const PASSING = /^(08|28|3D|40|53|55|57|25P0)/;

/** Codes of the operating system for a server that cannot be reached. */
const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ENOENT$)/;

/** What the driver says of a connection that is gone or cannot be had; these errors carry no code. */
const LOST = /^(connection terminated|client (was closed|has encountered)|timeout e|query read timeout)/i;

/**
 * Whether an error of the driver, of the network or of a PostgreSQL server says that a database cannot be reached, or cannot
 * serve for now. What counts as an outage is decided here and nowhere else.
 */
export function isOutage(error: unknown): error is Error {
  if (error instanceof DatabaseError) return PASSING.test(error.code ?? '08');
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return UNREACHABLE.test(code ?? '') || LOST.test(error.message);
}
