import { checkpointIn } from '@entente/proof';
import { cosignaturesOn, isWitnessed, type PublishedCheckpoint, type Witnesses } from '@entente/transparency';
import type { CheckpointType } from './proof.types.js';

/** A published checkpoint as the API answers it. @throws what the book holds is not a checkpoint */
export function checkpointNode(
  { note, published }: PublishedCheckpoint,
  witnesses: Witnesses,
): CheckpointType {
  const checkpoint = checkpointIn(note);
  if (checkpoint === null)
    throw new Error('what was published as a checkpoint does not have the form of one');
  const { origin, size, root } = checkpoint;
  const cosigned = cosignaturesOn(note, witnesses).map(({ key }) => key.name);
  const quorum = {
    witnesses: witnesses.all.length,
    needed: witnesses.quorum,
    cosigned: cosigned.length,
    reached: isWitnessed(note, witnesses),
  };
  return {
    origin,
    size,
    root: Buffer.from(root).toString('hex'),
    published,
    note,
    witnesses: cosigned,
    quorum,
  };
}
