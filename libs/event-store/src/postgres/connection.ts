import type { Writable } from 'node:stream';
import { Client, DatabaseError, type ClientBase, type ClientConfig } from 'pg';
import { isOutage } from '../outage.js';
import { EventStoreError } from '../port.js';

/** How long the store waits for a server before it says that it cannot be asked. */
export interface Patience {
  readonly connectMs: number;
  readonly lockMs: number;
  readonly statementMs: number;
}

/** The settings of every connection: a server that died or froze becomes an error in bounded time, on both sides. */
export function withPatience(config: ClientConfig, patience: Patience): ClientConfig {
  return {
    application_name: 'entente-log',
    ...config,
    keepAlive: true,
    connectionTimeoutMillis: patience.connectMs,
    lock_timeout: patience.lockMs,
    statement_timeout: patience.statementMs,
    // Longer than the server's own limit, so that the server's clearer answer comes first where there is one.
    query_timeout: patience.statementMs + 1_000,
    // A writer that vanished must not hold the head lock for ever.
    idle_in_transaction_session_timeout: patience.statementMs,
  };
}

/**
 * Settings of a session that asks the log by its keys only. Sequential scans are off because a named statement keeps the
 * plan made while the table was small.
 */
export const SESSION_SETTINGS = `
  SET jit = off; SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan;
  SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('local', 'remote_write')`;

/** A connected client with the settings of the log. Calls `onLost` once when it is lost, whether or not a query was under way. */
export async function connect(
  config: ClientConfig,
  settings: string,
  onLost: (client: Client) => void,
): Promise<Client> {
  const client = new Client(config);
  client.on('error', () => onLost(client));
  client.on('end', () => onLost(client));
  try {
    await client.connect();
    await client.query(settings);
    return client;
  } catch (error) {
    discard(client);
    throw error;
  }
}

/** Ends a connection without waiting for a server that may not answer. */
export function discard(client: Client): void {
  void client.end().catch(() => undefined);
}

/**
 * Sends statements that do not wait for each other's answers in one write to the socket, on a connection that sends ahead: each
 * write wakes the server, and costs as much as the statement.
 */
export function inOneWrite<T>(client: ClientBase, send: () => T): T {
  // The driver has no other way to say that more is to come.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/**
 * Whether the same statements may succeed on another connection or a moment later. Errors without an SQLSTATE come from
 * the socket or the driver's own time limit.
 */
export function isTransient(error: unknown): boolean {
  return !(error instanceof DatabaseError) || isOutage(error);
}

/** Any error of the driver or the server as the port's one exception. */
export function toUnavailable(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new EventStoreError({ kind: 'UNAVAILABLE', reason }, { cause: error });
}
