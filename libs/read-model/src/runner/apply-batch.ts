import { CorruptEventError } from '@entente/ledger';
import { FencedError, type BatchWriter, type Incoming, type Progress } from './apply.js';
import { inTransaction } from './locks.js';
import type { RunnerParts } from './parts.js';

/**
 * Applies a batch in a transaction; where an event is at fault, all before it, and that event is named in the version's row.
 * @throws what the event at fault raised ({@link isPoison}), or what failed outside
 */
export async function applyBatch(
  parts: RunnerParts,
  writer: BatchWriter,
  version: number,
  batch: readonly Incoming[],
  from: Progress,
): Promise<Progress> {
  try {
    return await inTransaction(parts.pool, (client) => writer.apply(client, batch, from));
  } catch (error) {
    writer.forget();
    if (!isPoison(error)) throw error;
    if (batch.length === 1) {
      await parts.pool.query(
        'update read_model.version set poison = $2, poison_position = $3 where version = $1',
        [version, errorText(error), batch[0]?.stored.position.commit.toString() ?? null],
      );
      throw error;
    }
    // One by one, up to the event at fault, which is then known.
    let progress = from;
    for (const event of batch) progress = await applyBatch(parts, writer, version, [event], progress);
    return progress;
  }
}

/** Neither the database nor the store failed: the event itself, or the code, is at fault. */
export function isPoison(error: unknown): boolean {
  if (error instanceof CorruptEventError) return true;
  if (error instanceof FencedError || !(error instanceof Error)) return false;
  if (error.name === 'EventStoreError') return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error instanceof TypeError || error instanceof RangeError;
  // SQLSTATE classes 22 (data), 23 (integrity) and 54 (a limit of the server: a row too large for an index) are about what
  // was written, and will be so again; all others are about the server.
  return /^(2[23]|54)/.test(code);
}

/** What an error says. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
