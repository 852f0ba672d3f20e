import { createHash } from 'node:crypto';

const LEAF_PREFIX = Uint8Array.of(0);

/** The RFC 6962 leaf hash of an event's bytes, SHA-256(0x00 ‖ bytes), in lower-case hex. */
export function leafHash(bytes: Uint8Array): string {
  return createHash('sha256').update(LEAF_PREFIX).update(bytes).digest('hex');
}

/** SHA-256 in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
