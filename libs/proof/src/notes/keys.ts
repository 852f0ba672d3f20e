import { createHash, randomBytes } from 'node:crypto';
import { fromBase64 } from './base64.js';
import { publicKeyOf, publicKeyProblem } from './ed25519.js';

/** What a key signs with (C2SP signed-note): a note's text, or a note with the time at which a witness saw it. */
export type KeyKind = 'ED25519' | 'COSIGNATURE' | 'ML_DSA_44';

/** A key that verifies signatures of notes. */
export interface VerifierKey {
  /** Whose it is. */
  readonly name: string;
  /** The first four bytes of the hash of name and key, in hex: what a signature names beside `name`. */
  readonly id: string;
  readonly kind: KeyKind;
  readonly key: Buffer;
}

/** A private key of a note's signer. */
export interface SignerKey {
  readonly name: string;
  readonly id: string;
  readonly seed: Buffer;
}

/** The bytes by which signed notes tell kinds of keys apart, and how long a public key of the kind is. */
const KINDS: Readonly<Record<KeyKind, { readonly byte: number; readonly length: number }>> = {
  ED25519: { byte: 1, length: 32 },
  COSIGNATURE: { byte: 4, length: 32 },
  /** Read, since policies may name one; its signatures are passed over. */
  ML_DSA_44: { byte: 6, length: 1_312 },
};
const PRIVATE = 'PRIVATE+KEY+';
const SEED_BYTES = 32;

/** Whether a name can be a key's: not empty, no space and no plus sign. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
}

/** Reads a verifier key as signed-note writes it, `name+id+base64`; null when it is not one, or one that is refused. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const { name, id, bytes } = parts(text) ?? {};
  if (name === undefined || id === undefined || !bytes) return null;
  const kind = kindOf(bytes[0]);
  const key = bytes.subarray(1);
  if (kind === null || key.length !== KINDS[kind].length) return null;
  // Nothing is verified with it here, and the implementations do not agree on its id.
  if (kind === 'ML_DSA_44') return { name, id, kind, key };
  return keyId(name, kind, key) === id && publicKeyProblem(key) === null ? { name, id, kind, key } : null;
}

/** Writes a verifier key as signed-note does. */
export function writeVerifierKey({ name, id, kind, key }: VerifierKey): string {
  return `${name}+${id}+${Buffer.concat([Uint8Array.of(KINDS[kind].byte), key]).toString('base64')}`;
}

/** Reads a signer's private key, `PRIVATE+KEY+name+id+base64`; null when it is not one. */
export function parseSignerKey(text: string): SignerKey | null {
  if (!text.startsWith(PRIVATE)) return null;
  const { name, id, bytes } = parts(text.slice(PRIVATE.length)) ?? {};
  if (name === undefined || !bytes || bytes[0] !== KINDS.ED25519.byte) return null;
  const seed = bytes.subarray(1);
  if (seed.length !== SEED_BYTES) return null;
  const signer = signerOf(name, seed);
  return signer.id === id ? signer : null;
}

/** Writes a signer's private key as signed-note's tools do. */
export function writeSignerKey({ name, id, seed }: SignerKey): string {
  const bytes = Buffer.concat([Uint8Array.of(KINDS.ED25519.byte), seed]);
  return `${PRIVATE}${name}+${id}+${bytes.toString('base64')}`;
}

/** Makes a new Ed25519 key. @throws {TypeError} for a name that a key cannot have. */
export function makeSignerKey(name: string): SignerKey {
  if (!isKeyName(name)) throw new TypeError(`a key cannot be called ${JSON.stringify(name)}`);
  return signerOf(name, randomBytes(SEED_BYTES));
}

/** What verifies the signatures of a signer: as the signer of notes, or as a witness. */
export function verifierOf(
  { name, seed }: SignerKey,
  kind: 'ED25519' | 'COSIGNATURE' = 'ED25519',
): VerifierKey {
  const key = publicKeyOf(seed);
  return { name, id: keyId(name, kind, key), kind, key };
}

function signerOf(name: string, seed: Buffer): SignerKey {
  return { name, id: keyId(name, 'ED25519', publicKeyOf(seed)), seed };
}

function keyId(name: string, kind: KeyKind, key: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(KINDS[kind].byte)).update(key);
  return hash.digest('hex').slice(0, 8);
}

function kindOf(byte: number | undefined): KeyKind | null {
  const kinds = Object.keys(KINDS) as readonly KeyKind[];
  return kinds.find((kind) => KINDS[kind].byte === byte) ?? null;
}

function parts(text: string): { readonly name: string; readonly id: string; readonly bytes: Buffer } | null {
  const [, name = '', id = '', written = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text) ?? [];
  const bytes = fromBase64(written);
  return isKeyName(name) && bytes && bytes.length > 1 ? { name, id, bytes } : null;
}
