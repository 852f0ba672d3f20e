/** How much of a file tells whether it is UTF-16 without a mark. */
const SAMPLE = 4_096;

/** True for an archive, which is what a workbook is. */
export function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/** The text of a file: UTF-8 or UTF-16, with its mark or without, else Windows-1252. */
export function decodeText(bytes: Buffer): string {
  for (const encoding of ['utf-8', utf16Of(bytes)])
    try {
      // The decoder takes the mark away.
      if (encoding !== null)
        return new TextDecoder(encoding, { fatal: true }).decode(textLike(bytes, encoding));
    } catch {
      // Bytes that are no text in this encoding.
    }
  return new TextDecoder('windows-1252').decode(bytes);
}

/** UTF-16 is UTF-8 too when it is all Latin: NUL between the letters says what it is. */
function textLike(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'utf-8' && bytes.subarray(0, SAMPLE).includes(0)) throw new TypeError('a NUL is not text');
  return bytes;
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 1].map(
    (parity) => sample.filter((byte, index) => index % 2 === parity && byte === 0).length,
  );
  const [even = 0, odd = 0] = zeros;
  if (even === 0 && odd === 0) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}
