import {
  openNote,
  parseCheckpoint,
  sameHash,
  satisfies,
  writeVerifierKey,
  type Checkpoint,
  type GoodSignature,
  type MerkleTree,
  type TrustPolicy,
  type VerifierKey,
} from '@entente/proof';
import type { CheckedEntries, Rotation } from './entries.js';
import { finding, type Finding } from './findings.js';

/** A checkpoint whose signatures were judged. */
export interface JudgedCheckpoint {
  /** Null where it is not one, or nobody who is trusted signed it. */
  readonly checkpoint: Checkpoint | null;
  readonly signatures: readonly GoodSignature[];
  readonly findings: readonly Finding[];
}

/** Judges who signed a checkpoint: one of the logs that are trusted, and, for `quorum`, enough witnesses. */
export function judgeSignatures(
  note: string,
  what: string,
  {
    logs,
    policy,
    quorum,
  }: { readonly logs: readonly VerifierKey[]; readonly policy: TrustPolicy; readonly quorum: boolean },
): JudgedCheckpoint {
  const none = (code: 'INVALID_SIGNATURE' | 'UNKNOWN_LOG' | 'UNREADABLE'): JudgedCheckpoint => ({
    checkpoint: null,
    signatures: [],
    findings: [finding(code, what)],
  });
  const opened = openNote(note, [...logs, ...policy.witnesses]);
  switch (opened.problem) {
    case null:
      break;
    case 'INVALID_SIGNATURE':
      return none('INVALID_SIGNATURE');
    case 'NO_KNOWN_SIGNATURE':
      return none('UNKNOWN_LOG');
    case 'MALFORMED':
    case 'AMBIGUOUS_KEY':
      return none('UNREADABLE');
    default:
      return opened satisfies never;
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === null) return none('UNREADABLE');
  // A log's key has the name of its log: one that signs for another log says nothing here.
  const byLog = opened.signatures.some(({ key }) => logs.includes(key) && key.name === checkpoint.origin);
  if (!byLog) return none('UNKNOWN_LOG');
  const witnessed = !quorum || satisfies(policy.quorum, opened.signatures);
  return {
    checkpoint,
    signatures: opened.signatures,
    findings: witnessed ? [] : [finding('NOT_WITNESSED', what)],
  };
}

/** What the checkpoints of a log's past come to. */
export interface JudgedPast {
  /** The keys that are trusted at its end: those of the policy, and those to which the log hands on. */
  readonly logs: readonly VerifierKey[];
  readonly findings: readonly Finding[];
  /** How many were compared with the log and are its beginning; the others' signers are unknown, or findings. */
  readonly checkpoints: number;
}

/**
 * Judges earlier checkpoints, smallest first: each is the beginning of the log, and signed by a key that is trusted. A key is
 * trusted besides those of the policy where the log records that it takes over, in a part that a trusted key signed.
 */
export function judgePast(
  notes: readonly { readonly name: string; readonly note: string }[],
  {
    tree,
    rotations,
    lost,
    policy,
  }: Pick<CheckedEntries, 'tree' | 'rotations' | 'lost'> & { readonly policy: TrustPolicy },
): JudgedPast {
  const findings: Finding[] = [];
  const logs: VerifierKey[] = [...policy.logs];
  let good = 0;
  let accepted = 0;
  for (const { name, note } of notes) {
    const judged = judgeSignatures(note, name, { logs, policy, quorum: false });
    findings.push(...judged.findings.filter(({ code }) => code !== 'UNKNOWN_LOG'));
    const { checkpoint, signatures } = judged;
    if (checkpoint === null) continue;
    // The entries that it covers were lost on their way to the auditor: nothing is known of them.
    if (lost && checkpoint.size > tree.size) continue;
    const differs = checkAgainst(tree, checkpoint, name, good);
    if (differs) {
      findings.push(differs);
      continue;
    }
    accepted += 1;
    good = Math.max(good, checkpoint.size);
    if (isByRetiredAlone(note, checkpoint, rotations)) findings.push(finding('RETIRED_KEY', name));
    const by = signatures.map(({ key }) => writeVerifierKey(key));
    for (const { index, previous, next } of rotations) {
      if (index >= checkpoint.size || !by.includes(writeVerifierKey(previous))) continue;
      if (!logs.some((key) => writeVerifierKey(key) === writeVerifierKey(next))) logs.push(next);
    }
  }
  return { logs, findings, checkpoints: accepted };
}

/** Whether a key signed a checkpoint without the one that takes over from it, although the checkpoint covers the record of that. */
export function isByRetiredAlone(
  note: string,
  { size }: Checkpoint,
  rotations: readonly Rotation[],
): boolean {
  const signed = (key: VerifierKey): boolean => openNote(note, [key]).problem === null;
  return rotations.some(({ index, previous, next }) => index < size && signed(previous) && !signed(next));
}

/** What is wrong with a checkpoint that is to be the beginning of a log, of which `good` events are known to be; null when nothing is. */
function checkAgainst(
  tree: MerkleTree,
  { size, root }: Checkpoint,
  name: string,
  good: number,
): Finding | null {
  if (size > tree.size)
    return finding('CHECKPOINT_DIFFERS', `${name}: ${size} events, ${tree.size} are there`, tree.size);
  if (sameHash(tree.root(size), root)) return null;
  return finding(
    'CHECKPOINT_DIFFERS',
    `${name}: between the events ${good} and ${size - 1}`,
    Math.min(good, size - 1),
  );
}
