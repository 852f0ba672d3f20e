import { createHash, randomBytes } from 'node:crypto';

/** What a secret of 32 random bytes looks like. */
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** A new secret: 32 random bytes, of which a slow hash would add nothing. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text has the form of a secret. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}

/** What is kept of a secret: its SHA-256. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
