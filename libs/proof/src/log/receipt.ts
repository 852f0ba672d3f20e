import type { Hash } from '../merkle/places.js';
import { fromBase64 } from '../notes/base64.js';
import { readNote } from '../notes/note.js';

/**
 * What a ledger promises to whoever recorded something: that its log holds these leaves in every checkpoint from some instant
 * on. Signed with a key of its own, it proves against the ledger that an event was taken away before a checkpoint covered it.
 */
export interface Receipt {
  /** The name of the receipts' key. */
  readonly origin: string;
  /** The instant by which a checkpoint covers the leaves: UTC with three decimals and Z. */
  readonly sealedBy: string;
  /** The hashes of the leaves, in the order in which they were recorded; at least one. */
  readonly leaves: readonly Hash[];
}

const SEALED_BY = 'sealed by ';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The name of the key that signs the receipts of a log. */
export function receiptsOrigin(logOrigin: string): string {
  return `${logOrigin}/receipts`;
}

/** The text of a receipt's note. Its second line is no size, so that it can be taken for no checkpoint. */
export function writeReceipt({ origin, sealedBy, leaves }: Receipt): string {
  const lines = leaves.map((leaf) => Buffer.from(leaf).toString('base64'));
  return `${[origin, `${SEALED_BY}${sealedBy}`, ...lines].join('\n')}\n`;
}

/** The receipt in a signed note, whoever signed it; null where there is none. No signature is checked. */
export function receiptIn(note: string): Receipt | null {
  const [origin = '', deadline = '', ...lines] = readNote(note)?.text.split('\n').slice(0, -1) ?? [];
  const sealedBy = deadline.startsWith(SEALED_BY) ? deadline.slice(SEALED_BY.length) : '';
  const leaves = lines.map(fromBase64);
  if (origin === '' || !INSTANT.test(sealedBy) || leaves.length === 0) return null;
  if (leaves.some((leaf) => leaf?.length !== 32)) return null;
  return { origin, sealedBy, leaves: leaves.filter((leaf) => leaf !== null) };
}
