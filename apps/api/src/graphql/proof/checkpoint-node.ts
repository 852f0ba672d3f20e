import { parseCheckpoint, readNote } from '@entente/proof';
import type { PublishedCheckpoint } from '@entente/transparency';
import type { CheckpointType } from './proof.types.js';

/** A published checkpoint as the API answers it. @throws what the book holds is not a checkpoint */
export function checkpointNode({ note, published }: PublishedCheckpoint): CheckpointType {
  const read = readNote(note);
  const checkpoint = read && parseCheckpoint(read.text);
  if (read === null || checkpoint === null) throw new Error('a published checkpoint is not one');
  const { origin, size, root } = checkpoint;
  return { origin, size, root: Buffer.from(root).toString('hex'), published, note, witnesses: [] };
}
