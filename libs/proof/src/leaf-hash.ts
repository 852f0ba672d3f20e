import { createHash, hash } from 'node:crypto';

const LEAF_PREFIX = 0;
/** Room for the longest entry of a log behind its prefix: hashing one piece costs half of what hashing two does. */
const ROOM = Buffer.alloc(65_536, LEAF_PREFIX);

/** The RFC 6962 leaf hash of an event's bytes, SHA-256(0x00 ‖ bytes), in lower-case hex. */
export function leafHash(bytes: Uint8Array): string {
  if (bytes.length >= ROOM.length)
    return createHash('sha256').update(Uint8Array.of(LEAF_PREFIX)).update(bytes).digest('hex');
  ROOM.set(bytes, 1);
  return hash('sha256', ROOM.subarray(0, bytes.length + 1), 'hex');
}

/** SHA-256 in lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}
