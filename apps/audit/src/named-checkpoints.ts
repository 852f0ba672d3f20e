import { parseCheckpointName, sameHash, type MerkleTree } from '@entente/proof';

/** The checkpoints that events of a log name: each event was written after the one that it names. */
export interface NamedCheckpoints {
  /** Whether what the event at this index names is the beginning of the log before it. */
  isBeginning(name: string, index: number): boolean;
}

/** Judges them by the leaves that the tree has by then; most events name the one that the event before them named. */
export function createNamedCheckpoints(tree: Pick<MerkleTree, 'root'>): NamedCheckpoints {
  let last = '';
  return {
    isBeginning(name, index) {
      if (name === last) return true;
      const checkpoint = parseCheckpointName(name);
      const holds =
        checkpoint !== null &&
        checkpoint.size <= index &&
        sameHash(tree.root(checkpoint.size), checkpoint.root);
      if (holds) last = name;
      return holds;
    },
  };
}
