import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Where a webhook goes and what it is signed with: both are secrets, since an address may have a token in it. */
export interface Target {
  readonly url: string;
  readonly secret: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals targets under a key that only the vault gives, each for its own webhook. */
export function targetSeals(secret: Buffer, ledgerId: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, ledgerId, 'entente/webhook/v1', 32));
  return {
    seal(webhookId: string, target: Target): Buffer {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(webhookId));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(target), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
    },
    /** @throws where the bytes are not what was sealed for this webhook by this ledger. */
    open(webhookId: string, sealed: Buffer): Target {
      const end = sealed.length - TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(webhookId))
        .setAuthTag(sealed.subarray(end));
      const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
      return JSON.parse(plain.toString('utf8')) as Target;
    },
  };
}
