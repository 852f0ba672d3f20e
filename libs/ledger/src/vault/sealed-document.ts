import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { canonicalBytes, sha256 } from '@entente/proof';
import { inPieces } from './in-pieces.js';

/** What a document is sealed for: one of another ledger, or under another hash, does not open. */
export interface DocumentPlace {
  readonly ledger: string;
  /** SHA-256 of the document, hexadecimal. */
  readonly sha256: string;
}

const SALT_BYTES = 16;
const TAG_BYTES = 16;
/** Each document has its own key, used once: so the nonce can be constant. */
const NONCE = Buffer.alloc(12);

/** Seals the bytes of a document, which is small; {@link sealFile} lets others have their turn. */
export function sealDocument(bytes: Uint8Array, place: DocumentPlace, key: Buffer): Buffer {
  const salt = randomBytes(SALT_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key, salt, place), NONCE);
  return Buffer.concat([salt, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed document; null where it is not the one of that place, or the key is not its own. */
export function openDocument(sealed: Buffer, place: DocumentPlace, key: Buffer): Buffer | null {
  if (sealed.length < SALT_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key, sealed.subarray(0, SALT_BYTES), place), NONCE);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const ciphertext = sealed.subarray(SALT_BYTES, sealed.length - TAG_BYTES);
    const bytes = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return sha256(bytes) === place.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

/** Seals the bytes of a file, in the form of {@link sealDocument}. */
export async function sealFile(bytes: Uint8Array, place: DocumentPlace, key: Buffer): Promise<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key, salt, place), NONCE);
  const sealed = await inPieces(bytes, (piece) => cipher.update(piece));
  return Buffer.concat([salt, ...sealed, cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed file; null where it is not the one of that place, or the key is not its own. */
export async function openFile(sealed: Buffer, place: DocumentPlace, key: Buffer): Promise<Buffer | null> {
  if (sealed.length < SALT_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key, sealed.subarray(0, SALT_BYTES), place), NONCE);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const ciphertext = sealed.subarray(SALT_BYTES, sealed.length - TAG_BYTES);
  const opened = await inPieces(ciphertext, (piece) => decipher.update(piece));
  try {
    const bytes = Buffer.concat([...opened, decipher.final()]);
    return (await hashOfFile(bytes)) === place.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

/** SHA-256 of a file, hexadecimal. */
export async function hashOfFile(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  await inPieces(bytes, (piece) => hash.update(piece));
  return hash.digest('hex');
}

function keyOf(key: Buffer, salt: Buffer, place: DocumentPlace): Buffer {
  const info = canonicalBytes(['entente/document/v1', place.ledger, place.sha256]);
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}
