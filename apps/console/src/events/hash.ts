/** What came of reckoning a hash in the browser. */
export type Reckoned = 'SAME' | 'OTHER' | 'NOT_SECURE';

/** The SHA-256 of a zero byte and the bytes of an event, hexadecimal; null where the browser offers no cryptography. */
export async function leafHashOf(text: string): Promise<string | null> {
  // Only a page that came by https, or from this computer, has it.
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return null;
  const bytes = new TextEncoder().encode(text);
  const leaf = new Uint8Array(bytes.length + 1);
  leaf.set(bytes, 1);
  const digest = new Uint8Array(await subtle.digest('SHA-256', leaf));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reckons the hash of an event again from its bytes, and compares. */
export async function reckon(bytes: string, hash: string): Promise<Reckoned> {
  const found = await leafHashOf(bytes);
  return found === null ? 'NOT_SECURE' : found === hash ? 'SAME' : 'OTHER';
}
