import { CorruptEventError } from '@entente/ledger';
import type { Pool } from 'pg';
import { FencedError, type BatchWriter, type Incoming, type Made, type Progress } from './apply.js';
import { inTransaction } from './locks.js';

/**
 * Everything a batch sends is asked by keys of its rows, again and again: a plan is made once a connection, and one that holds
 * however large a table grows.
 */
const BY_KEYS = [
  'plan_cache_mode = force_generic_plan',
  'enable_seqscan = off',
  'enable_hashjoin = off',
  'enable_mergejoin = off',
] as const;

/**
 * Applies a batch in a transaction; where an event is at fault, all before it, and that event is named in the version's row.
 * @throws what the event at fault raised ({@link isPoison}), or what failed outside
 */
export async function applyBatch(
  pool: Pool,
  writer: BatchWriter,
  version: number,
  batch: readonly Incoming[],
  from: Progress,
): Promise<Progress> {
  try {
    if (writer.live) return await inTransaction(pool, (client) => writer.apply(client, batch, from), BY_KEYS);
    const made = await writer.makeAhead(pool, batch, from);
    return await inTransaction(pool, (client) => writer.write(client, made), BY_KEYS);
  } catch (error) {
    writer.forget();
    if (!isPoison(error)) throw error;
    if (batch.length === 1) {
      await pool.query('update read_model.version set poison = $2, poison_position = $3 where version = $1', [
        version,
        errorText(error),
        batch[0]?.stored.position.commit.toString() ?? null,
      ]);
      throw error;
    }
    // One by one, up to the event at fault, which is then known.
    let progress = from;
    for (const event of batch) progress = await applyBatch(pool, writer, version, [event], progress);
    return progress;
  }
}

/** A batch on its way to the database. */
interface Flight {
  readonly batch: readonly Incoming[];
  readonly from: Progress;
  readonly to: Progress;
  readonly landed: Promise<Progress>;
}

/**
 * Applies batches to a version that nobody else writes: while one is written, the rows of the next are made.
 * @throws as {@link applyBatch}
 */
export async function applyAhead(
  pool: Pool,
  writer: BatchWriter,
  version: number,
  batches: AsyncIterable<readonly Incoming[]>,
  from: Progress,
  onApplied: (progress: Progress, events: number) => void,
): Promise<void> {
  let progress = from;
  let flight = null as Flight | null;
  const applied = (to: Progress, { length }: readonly Incoming[]): void => {
    progress = to;
    onApplied(to, length);
  };
  const applyAlone = async (batch: readonly Incoming[], after: Progress): Promise<void> =>
    applied(await applyBatch(pool, writer, version, batch, after), batch);
  /** True where it landed at once; otherwise the writer has forgotten what was made since. */
  const land = async ({ batch, from: after, landed }: Flight): Promise<boolean> => {
    const to = await landed.catch(() => null);
    if (to) applied(to, batch);
    // Once more by itself, which names the event at fault.
    else await applyAlone(batch, after);
    return to !== null;
  };
  for await (const batch of batches) {
    const made: Made | null = await writer.makeAhead(pool, batch, flight?.to ?? progress).catch(() => null);
    const landed = flight === null || (await land(flight));
    flight = null;
    if (made && landed) {
      flight = {
        batch,
        from: made.from,
        to: made.to,
        landed: inTransaction(pool, (client) => writer.write(client, made), BY_KEYS),
      };
      flight.landed.catch(() => {});
    } else await applyAlone(batch, progress);
  }
  if (flight) await land(flight);
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
