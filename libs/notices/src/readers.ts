import type { Position } from '@entente/event-store';
import type { PoolClient } from 'pg';

/** How far one of those who read the log has come. */
export interface Reader {
  /** The last event that was read; null: none yet. */
  readonly position: Position | null;
}

/**
 * Takes a reader of the log for the transaction that is under way; null where another process has it. A reader that is new
 * begins at the end of the log. It is never put back.
 */
export async function takeReader(
  client: Pick<PoolClient, 'query'>,
  name: string,
  end: () => Promise<Position | null>,
): Promise<Reader | null> {
  const find = () =>
    client.query<{ commit: string | null; prepare: string | null }>(
      'SELECT commit, prepare FROM notices.reader WHERE name = $1 FOR UPDATE SKIP LOCKED',
      [name],
    );
  const before = await find();
  const [row] = before.rows;
  if (!row) {
    const position = await end();
    const { rowCount } = await client.query(
      'INSERT INTO notices.reader (name, commit, prepare) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [name, position?.commit.toString() ?? null, position?.prepare.toString() ?? null],
    );
    return rowCount === 1 ? { position } : null;
  }
  const { commit, prepare } = row;
  return {
    position:
      commit === null || prepare === null ? null : { commit: BigInt(commit), prepare: BigInt(prepare) },
  };
}

/** Remembers how far a reader has come, when the transaction commits. */
export async function moveReader(
  client: Pick<PoolClient, 'query'>,
  name: string,
  { commit, prepare }: Position,
): Promise<void> {
  await client.query('UPDATE notices.reader SET commit = $2, prepare = $3 WHERE name = $1', [
    name,
    commit.toString(),
    prepare.toString(),
  ]);
}
