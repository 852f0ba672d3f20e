/** The bytes that standard base64 (RFC 4648 section 4) writes; null when it is not their one form. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
