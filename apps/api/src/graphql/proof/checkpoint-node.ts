import { checkpointIn } from '@entente/proof';
import type { PublishedCheckpoint } from '@entente/transparency';
import type { CheckpointType } from './proof.types.js';

/** A published checkpoint as the API answers it. @throws what the book holds is not a checkpoint */
export function checkpointNode({ note, published }: PublishedCheckpoint): CheckpointType {
  const checkpoint = checkpointIn(note);
  if (checkpoint === null)
    throw new Error('what was published as a checkpoint does not have the form of one');
  const { origin, size, root } = checkpoint;
  return { origin, size, root: Buffer.from(root).toString('hex'), published, note, witnesses: [] };
}
