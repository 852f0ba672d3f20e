import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { canonicalBytes } from '@entente/proof';
import type { Json } from '@entente/domain';
import type { Sealed } from './envelope.js';

/** Which field of which event a value is sealed for; all of it is bound to the ciphertext. */
export interface FieldPlace {
  readonly ledger: string;
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly pointer: string;
}

/** A key of the vault: 32 bytes under an id. */
export interface VaultKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** Each field has its own key, used once: so the nonce can be constant. */
const NONCE = Buffer.alloc(12);
const TAG_BYTES = 16;

/** Seals a value for one field (`semantics.md` section 1, Sealing). */
export function sealField(value: Json, place: FieldPlace, { kid, key }: VaultKey): Sealed {
  const salt = randomBytes(16);
  const fieldKey = fieldKeyOf(key, salt, place);
  const cipher = createCipheriv('aes-256-gcm', fieldKey, NONCE);
  cipher.setAAD(aadOf(place, kid));
  const ct = Buffer.concat([cipher.update(canonicalBytes(value)), cipher.final(), cipher.getAuthTag()]);
  return { kid, salt: salt.toString('base64url'), ct: ct.toString('base64url'), commit: commitTo(fieldKey) };
}

/** Opens a sealed value; null when key, place, commitment or ciphertext do not belong together. */
export function openField(sealed: Sealed, place: FieldPlace, key: Buffer): { readonly value: Json } | null {
  const fieldKey = fieldKeyOf(key, Buffer.from(sealed.salt, 'base64url'), place);
  if (commitTo(fieldKey) !== sealed.commit) return null;
  const ct = Buffer.from(sealed.ct, 'base64url');
  if (ct.length < TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', fieldKey, NONCE);
  decipher.setAAD(aadOf(place, sealed.kid));
  decipher.setAuthTag(ct.subarray(ct.length - TAG_BYTES));
  try {
    const plain = Buffer.concat([decipher.update(ct.subarray(0, ct.length - TAG_BYTES)), decipher.final()]);
    return { value: JSON.parse(plain.toString('utf8')) as Json };
  } catch {
    return null;
  }
}

function fieldKeyOf(key: Buffer, salt: Buffer, { ledger, id, pointer }: FieldPlace): Buffer {
  const info = canonicalBytes(['entente/field/v1', ledger, id, pointer]);
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}

function aadOf({ ledger, id, stream, type, pointer }: FieldPlace, kid: string): Buffer {
  return canonicalBytes(['entente/aad/v1', ledger, id, stream, type, pointer, kid]);
}

function commitTo(fieldKey: Buffer): string {
  return createHash('sha256')
    .update('entente/commit/v1')
    .update(Uint8Array.of(0))
    .update(fieldKey)
    .digest('hex');
}
