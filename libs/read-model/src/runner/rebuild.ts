import { CorruptEventError } from '@entente/ledger';
import { BatchWriter, type Progress } from './apply.js';
import { applyAhead } from './apply-batch.js';
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
import type { BuildParts } from './parts.js';

/** Makes sure that there is a live version of this code's layout, building one when there is none. */
export async function prepareReadModel(
  parts: BuildParts,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  const live = await liveVersion(parts.buildPool);
  const { layout } = parts.readModel;
  if (live?.layout === layout) return;
  // Another process may be doing it: the second to get the lock finds nothing left to do.
  await rebuild(parts, onProgress, {
    stillWanted: (then) => then?.layout !== layout,
    // Without it there would be no answers at all; but none that was given before may be missing after.
    upToDamageAfter: live?.position ?? -1n,
  });
}

/** What a rebuild at a start does otherwise than one that was asked for. */
interface RebuildOptions {
  readonly stillWanted?: (live: Version | null) => boolean;
  /** After this position an event that cannot be applied ends the new version; it is switched to as far as it came. */
  readonly upToDamageAfter?: bigint;
}

/**
 * Builds a new version beside the live one and switches to it in one transaction; the old one is dropped. The live version
 * goes on answering and following meanwhile.
 */
export async function rebuild(
  parts: BuildParts,
  onProgress: (done: number) => void = () => {},
  { stillWanted = () => true, upToDamageAfter }: RebuildOptions = {},
): Promise<Version> {
  let built: Version | null = null;
  const pool = parts.buildPool;
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
      const version = await createVersion(pool, parts.readModel, parts.accounts);
      const writer = new BatchWriter(version.version, false, parts.readModel.projections, (message) =>
        parts.log.warn(message),
      );
      let progress: Progress = version;
      let done = 0;
      const catchUp = async (): Promise<void> => {
        try {
          const batches = readAhead(parts, progress);
          await applyAhead(pool, writer, version.version, batches, progress, (reached, events) => {
            progress = reached;
            done += events;
            onProgress(done);
          });
        } catch (error) {
          if (upToDamageAfter === undefined || !(error instanceof CorruptEventError)) throw error;
          const [built] = (await listVersions(pool)).filter((one) => one.version === version.version);
          if (!built || built.position < upToDamageAfter) throw error;
          progress = built;
        }
      };
      await catchUp();
      await indexVersion(pool, version.version, parts.readModel);
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
