import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Where a person says that no more mail is wanted, below the ledger's address. */
export const UNSUBSCRIBE_URL = '/notices/stop';

/** Makes and reads the keys by which a mail's address knows its person. Nobody else can make one, and none has to be kept. */
export interface UnsubscribeKeys {
  keyOf(personId: string): string;
  /** The person of a key; null where the ledger did not make it. */
  personOf(key: string): string | null;
}

const LONGEST = 1_000;

/**
 * Keys signed with HMAC-SHA-256.
 * @param secret what the signing key is made from; another secret ends all keys
 */
export function unsubscribeKeys(secret: Buffer, ledgerId: string): UnsubscribeKeys {
  const signingKey = Buffer.from(hkdfSync('sha256', secret, ledgerId, 'entente/unsubscribe/v1', 32));
  const signed = (personId: string): Buffer => createHmac('sha256', signingKey).update(personId).digest();
  return {
    keyOf: (personId) =>
      `${Buffer.from(personId, 'utf8').toString('base64url')}.${signed(personId).toString('base64url')}`,
    personOf(key) {
      const [person = '', signature = '', more] = key.length <= LONGEST ? key.split('.') : [];
      if (more !== undefined) return null;
      const personId = Buffer.from(person, 'base64url').toString('utf8');
      const [given, right] = [Buffer.from(signature, 'base64url'), signed(personId)];
      return given.length === right.length && timingSafeEqual(given, right) ? personId : null;
    },
  };
}
