/**
 * Positions as whoever asks sees them: a prefix that names the ledger, and the commit position in sixteen hexadecimal
 * digits, so that positions of one ledger sort as text.
 */
const FORM = /^([0-9a-f]{8})-([0-9a-f]{16})$/;

/** True for what has the form of a position of some ledger. */
export function isPosition(text: string): boolean {
  return FORM.test(text);
}

/** A position of this ledger, as text; before its first event it is that of the first. */
export function writePosition(ledgerId: string, commit: bigint): string {
  const from = commit < 0n ? 0n : commit;
  return `${ledgerId.slice(0, 8)}-${from.toString(16).padStart(16, '0')}`;
}

/** Reads what {@link writePosition} wrote; null for one of another ledger. */
export function readPosition(ledgerId: string, text: string): bigint | null {
  const match = FORM.exec(text);
  if (!match || match[1] !== ledgerId.slice(0, 8)) return null;
  return BigInt(`0x${match[2]}`);
}
