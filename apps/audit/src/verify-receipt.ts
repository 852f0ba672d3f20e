import {
  openNote,
  receiptIn,
  receiptsOrigin,
  type Checkpoint,
  type Hash,
  type Receipt,
} from '@entente/proof';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { verifyBundle, type Auditor, type Verdict } from './verify-bundle.js';

/** What a receipt comes to beside a bundle. */
export interface KeptReceipt {
  readonly findings: readonly Finding[];
  readonly checkpoint: Checkpoint | null;
  /** Where the events of the receipt stand in the log, of those that are there. */
  readonly indexes: readonly number[];
}

/**
 * Verifies a bundle, and that its log holds every event which a receipt promised. The promise is broken where an event is not
 * there although the log holds others that were recorded after the time of the promise, or the auditor received the bundle
 * after it; before that nothing can be concluded.
 *
 * @param received when the auditor received the bundle; null where that is not known
 */
export function verifyReceipt(
  note: string,
  folder: Folder,
  auditor: Auditor,
  received: Date | null,
): KeptReceipt {
  const verdict = verifyBundle(folder, auditor);
  const { checkpoint, entries, origin } = verdict;
  const judged = judgeReceipt(note, auditor);
  const findings = [...verdict.findings, ...judged.findings];
  const { receipt } = judged;
  if (receipt === null || entries === null || origin === null || checkpoint === null)
    return { findings, checkpoint, indexes: [] };
  if (receipt.origin !== receiptsOrigin(origin))
    return {
      findings: [...findings, finding('UNREADABLE', `the receipt is of ${receipt.origin}`)],
      checkpoint,
      indexes: [],
    };
  const places = receipt.leaves.map((leaf) => placeOf(leaf, entries));
  const due = isDue(receipt, entries, received);
  const missing = receipt.leaves.filter((_leaf, index) => places[index] === null);
  // Of entries that were lost on their way to the auditor nothing is known.
  const broken = entries.lost
    ? []
    : missing.map((leaf) =>
        finding(due ? 'RECEIPT_BROKEN' : 'RECEIPT_NOT_DUE', `${hex(leaf)}, by ${receipt.sealedBy}`),
      );
  return {
    findings: [...findings, ...broken],
    checkpoint,
    indexes: places.filter((place) => place !== null),
  };
}

type Entries = NonNullable<Verdict['entries']>;

/** The receipt in a note, where a key of the policy signed it under its own name. */
function judgeReceipt(
  note: string,
  { policy }: Auditor,
): { readonly receipt: Receipt | null; readonly findings: readonly Finding[] } {
  const none = (code: 'INVALID_SIGNATURE' | 'UNKNOWN_LOG' | 'UNREADABLE') => ({
    receipt: null,
    findings: [finding(code, 'the receipt')],
  });
  const receipt = receiptIn(note);
  if (receipt === null) return none('UNREADABLE');
  const opened = openNote(note, policy.logs);
  if (opened.problem === 'INVALID_SIGNATURE') return none('INVALID_SIGNATURE');
  if (opened.problem !== null) return none('UNKNOWN_LOG');
  const own = opened.signatures.some(({ key }) => key.name === receipt.origin);
  return own ? { receipt, findings: [] } : none('UNKNOWN_LOG');
}

function isDue({ sealedBy }: Receipt, { lastRecorded }: Entries, received: Date | null): boolean {
  return lastRecorded > sealedBy || (received !== null && received > new Date(sealedBy));
}

function placeOf(leaf: Hash, { tree }: Entries): number | null {
  for (let index = 0; index < tree.size; index += 1)
    if (Buffer.from(leaf).equals(Buffer.from(tree.leaf(index)))) return index;
  return null;
}

function hex(hash: Hash): string {
  return Buffer.from(hash).toString('hex');
}
