import { createHash } from 'node:crypto';

const LEAF_PREFIX = Uint8Array.of(0);

/** SHA-256(0x00 ‖ bytes) in lower-case hex: the leaf hash of RFC 6962, which a store keeps beside an event's bytes. */
export function leafHash(bytes: Uint8Array): string {
  return createHash('sha256').update(LEAF_PREFIX).update(bytes).digest('hex');
}
