import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Wraps a key by the master key, as the key of that name and of no other. */
export function wrap(masterKey: Buffer, name: string, key: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce);
  cipher.setAAD(Buffer.from(name, 'utf8'));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** As {@link unwrap}; null where the bytes are not what was wrapped. */
export function unwrapped(masterKey: Buffer, name: string, wrapped: Buffer): Buffer | null {
  try {
    return unwrap(masterKey, name, wrapped);
  } catch {
    return null;
  }
}

/** The key that was wrapped. @throws {Error} where the bytes are not what was wrapped, by this master key and under this name */
export function unwrap(masterKey: Buffer, name: string, wrapped: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', masterKey, wrapped.subarray(0, 12));
  decipher.setAAD(Buffer.from(name, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - 16));
  return Buffer.concat([decipher.update(wrapped.subarray(12, wrapped.length - 16)), decipher.final()]);
}
