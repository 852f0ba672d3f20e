import { BatchWriter, type Progress } from './apply.js';
import {
  createVersion,
  dropVersion,
  indexVersion,
  leftVersions,
  listVersions,
  liveVersion,
  type Version,
} from './versions.js';
import { readAhead } from './batches.js';
import { REBUILD_LOCK, inTransaction, withLock } from './locks.js';
import type { RunnerParts } from './parts.js';

/** Makes sure that there is a live version of this code's layout, building one when there is none. */
export async function prepareReadModel(
  parts: RunnerParts,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const live = await liveVersion(parts.pool);
  const { layout } = parts.readModel;
  if (live?.layout === layout) return;
  // Another process may be doing it: the second to get the lock finds nothing left to do.
  await rebuild(parts, onProgress, (then) => then?.layout !== layout);
}

/**
 * Builds a new version beside the live one and switches to it in one transaction; the old one is dropped. The live version
 * goes on answering and following meanwhile.
 */
export async function rebuild(
  parts: RunnerParts,
  onProgress: (done: number) => void = () => {},
  stillWanted: (live: Version | null) => boolean = () => true,
): Promise<Version> {
  let built: Version | null = null;
  const pool = parts.buildPool ?? parts.pool;
  await withLock(pool, REBUILD_LOCK, new AbortController().signal, {
    waiting: () => {},
    held: async () => {
      const before = await listVersions(pool);
      const live = before.find((version) => version.live) ?? null;
      if (live && !stillWanted(live)) {
        built = live;
        return;
      }
      for (const left of before) if (!left.live) await dropVersion(pool, left.version);
      const version = await createVersion(pool, parts.readModel);
      const writer = new BatchWriter(version.version, false, parts.readModel.projections, (message) =>
        parts.log.warn(message),
      );
      let progress: Progress = version;
      let done = 0;
      const catchUp = async (): Promise<void> => {
        for await (const batch of readAhead(parts, progress)) {
          progress = await inTransaction(pool, (client) => writer.apply(client, batch, progress));
          done += batch.length;
          onProgress(done);
        }
      };
      await catchUp();
      await indexVersion(pool, version.version, parts.readModel.projections);
      // The live row is held while the last events are applied, so that the switch never goes back in the log.
      await inTransaction(pool, async (client) => {
        await client.query('select 1 from read_model.version where live for update');
        await catchUp();
        await client.query('update read_model.version set live = false where live');
        await client.query('update read_model.version set live = true where version = $1', [version.version]);
        await client.query(`select pg_notify('entente_projected', $1)`, [progress.position.toString()]);
      });
      for (const old of before) if (old.live) await dropVersion(pool, old.version);
      for (const left of await leftVersions(pool)) await dropVersion(pool, left);
      built = { ...version, ...progress, live: true };
    },
  });
  if (!built) throw new Error('the rebuild did not run');
  return built;
}
