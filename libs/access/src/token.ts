import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const FORM = /^ent_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** A token as its owner sees it, once, and what is stored of it. */
export interface MintedToken {
  readonly tokenId: string;
  /** `ent_<tokenId>_<secret>`. */
  readonly token: string;
  /** SHA-256 of the secret. The secret is 32 random bytes, so a slow hash would add nothing. */
  readonly hash: Buffer;
}

/** Makes a new token. */
export function mintToken(): MintedToken {
  const tokenId = randomBytes(8).toString('hex');
  const secret = randomBytes(SECRET_BYTES);
  return { tokenId, token: `ent_${tokenId}_${secret.toString('base64url')}`, hash: hashOf(secret) };
}

/** The parts of a presented token; null when it does not have the expected form. */
export function readToken(token: string): { readonly tokenId: string; readonly hash: Buffer } | null {
  const match = FORM.exec(token);
  if (!match) return null;
  const secret = Buffer.from(match[2] ?? '', 'base64url');
  return secret.length === SECRET_BYTES ? { tokenId: match[1] ?? '', hash: hashOf(secret) } : null;
}

/** The token of an `Authorization` header (RFC 6750); null when it has none. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Compares two hashes in constant time, so that the time does not show where they differ. */
export function sameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function hashOf(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}
