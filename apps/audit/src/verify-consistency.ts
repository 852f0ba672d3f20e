import { sameHash, type Checkpoint, type TrustPolicy } from '@entente/proof';
import { judgeSignatures } from './checkpoints.js';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { treeOfTiles } from './log-files.js';

/**
 * Verifies that the log of an old checkpoint is the beginning of that of a new one, from the hash tiles of a bundle or of a
 * mirror. Two signed checkpoints that are not so are proof against whoever signed them, and need no tile where their sizes
 * are the same.
 */
export function verifyLogsConsistent(
  notes: { readonly old: string; readonly new: string },
  folder: Folder | null,
  policy: TrustPolicy,
): {
  readonly findings: readonly Finding[];
  /** The larger of the two; null where one of them is not trusted. */
  readonly checkpoint: Checkpoint | null;
} {
  const judged = (note: string, what: string) =>
    judgeSignatures(note, what, { logs: policy.logs, policy, quorum: true });
  const [old, now] = [judged(notes.old, 'the old checkpoint'), judged(notes.new, 'the new checkpoint')];
  const [from, to] = [old.checkpoint, now.checkpoint];
  const findings = [...old.findings, ...now.findings];
  if (from === null || to === null) return { findings, checkpoint: null };
  // Which of two is the older is what their sizes say, not the order in which somebody named them.
  const [smaller, larger] = from.size > to.size ? [to, from] : [from, to];
  return { findings: [...findings, ...compare(smaller, larger, folder)], checkpoint: larger };
}

function compare(from: Checkpoint, to: Checkpoint, folder: Folder | null): readonly Finding[] {
  if (from.origin !== to.origin) return [finding('UNREADABLE', 'the checkpoints are of two logs')];
  const detail = `${from.size} and ${to.size} events`;
  if (from.size === to.size) return sameHash(from.root, to.root) ? [] : [finding('NOT_CONSISTENT', detail)];
  if (folder === null) return [finding('FILE_MISSING', 'the tiles, --tiles <folder>')];
  const tiles = treeOfTiles(folder, to.size);
  if (tiles.size < to.size) return [finding('FILE_MISSING', 'tiles of hashes')];
  if (!sameHash(tiles.root(to.size), to.root)) return [finding('TILE_DIFFERS', `of ${to.size} events`)];
  return sameHash(tiles.root(from.size), from.root) ? [] : [finding('NOT_CONSISTENT', detail)];
}
