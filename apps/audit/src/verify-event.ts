import {
  leafHash,
  nodeHash,
  parseEventProof,
  verifyInclusion,
  type Checkpoint,
  type TrustPolicy,
} from '@entente/proof';
import { judgeSignatures } from './checkpoints.js';
import { finding, type Finding } from './findings.js';

/** Verifies that an event is in the log that a proof names (C2SP tlog-proof), and that the log is signed by who is trusted. */
export function verifyEvent(
  proofText: string,
  event: Uint8Array,
  policy: TrustPolicy,
): {
  readonly findings: readonly Finding[];
  readonly index: number | null;
  readonly checkpoint: Checkpoint | null;
} {
  const proof = parseEventProof(proofText);
  if (proof === null)
    return { findings: [finding('UNREADABLE', 'the proof')], index: null, checkpoint: null };
  const { index, hashes } = proof;
  const { checkpoint, findings } = judgeSignatures(proof.checkpoint, 'the checkpoint of the proof', {
    logs: policy.logs,
    policy,
    quorum: true,
  });
  if (checkpoint === null) return { findings, index, checkpoint };
  const { size, root } = checkpoint;
  const included = verifyInclusion(
    { index, size, leaf: Buffer.from(leafHash(event), 'hex'), root },
    hashes,
    nodeHash,
  );
  return {
    findings: included ? findings : [...findings, finding('NOT_INCLUDED', `of ${size} events`, index)],
    index,
    checkpoint,
  };
}
