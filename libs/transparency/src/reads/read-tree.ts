import { join } from 'node:path';
import { createLogTree } from '@entente/proof';
import type { Pool } from 'pg';
import type { CheckpointBook, PublishedCheckpoint } from '../checkpoint-book.js';
import type { LogTree } from '../log-tree.js';
import { signerFolder, type SignerFolder } from '../signer-folder.js';
import { readsFrom } from './read-entries.js';

const PAGE = 5_000;
const COLUMNS = 'number::float8 AS number, size::float8 AS size, note, published';

/** The name of a read log: that of its key, and the first line of its heads. */
export function readsOrigin(logOrigin: string): string {
  return `${logOrigin}/reads`;
}

/** The folder of the key that signs the read log, and of the head that was signed last, below that of the log of events. */
export function readsFolder(folder: string): SignerFolder {
  return signerFolder(join(folder, 'reads'));
}

/** The tree over the entries of the read log, with those that were forgotten; empty until it is caught up. */
export function openReadTree(pool: Pick<Pool, 'query'>): LogTree {
  const tree = createLogTree();
  return {
    tree,
    async catchUp(signal) {
      for (;;) {
        signal?.throwIfAborted();
        const page = await readsFrom(pool, tree.size, PAGE);
        for (const { index, leaf } of page) {
          if (index !== tree.size) throw new Error(`entry ${tree.size} of the read log is gone`);
          tree.append(leaf);
        }
        if (page.length < PAGE) return;
      }
    },
    indexAt: () => null,
    positionAt: () => null,
    entries: async () => [],
  };
}

/** Every head of the read log that was signed. */
export function openHeadBook(pool: Pick<Pool, 'query'>): CheckpointBook {
  return {
    async publish({ size, note }) {
      await pool.query(
        'INSERT INTO read_log.head (size, note) VALUES ($1, $2) ON CONFLICT (note) DO NOTHING',
        [size, note],
      );
    },
    async latest() {
      const { rows } = await pool.query<PublishedCheckpoint>(
        `SELECT ${COLUMNS} FROM read_log.head h ORDER BY h.size DESC, h.number DESC LIMIT 1`,
      );
      return rows[0] ?? null;
    },
    async page(after, limit) {
      const { rows } = await pool.query<PublishedCheckpoint>(
        `SELECT ${COLUMNS} FROM read_log.head h WHERE h.number > $1 ORDER BY h.number LIMIT $2`,
        [after, limit],
      );
      return rows;
    },
  };
}
