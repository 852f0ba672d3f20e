import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The SHA-256 of a zero byte and the bytes of an event, hexadecimal: the hash of a leaf (RFC 9162, section 2.1.1). */
export function leafHashOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytesToHex(sha256.create().update(Uint8Array.of(0)).update(bytes).digest());
}
