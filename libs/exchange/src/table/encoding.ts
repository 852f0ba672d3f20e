import { isUtf8 } from 'node:buffer';

/** How much of a file shows whether it is UTF-16 without a mark. */
const SAMPLE = 4_096;
/** As much is decoded at once. */
const PIECE = 65_536;

/** True for an archive, which is what a workbook is. */
export function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/** The text of a file, piece by piece, from its beginning each time. */
export type Text = () => Iterable<string>;

/** Opens the text of a file: UTF-8 or UTF-16, with its mark or without, else Windows-1252. */
export function openText(bytes: Buffer): Text {
  const encoding = encodingOf(bytes);
  return () => decoded(bytes, encoding);
}

function* decoded(bytes: Buffer, encoding: string, fatal = false): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal });
  // The decoder takes the mark away.
  for (let from = 0; from < bytes.length; from += PIECE)
    yield decoder.decode(bytes.subarray(from, from + PIECE), { stream: from + PIECE < bytes.length });
}

function encodingOf(bytes: Buffer): string {
  // UTF-16 is UTF-8 too when it is all Latin: NUL between the letters says what it is.
  if (isUtf8(bytes) && !bytes.subarray(0, SAMPLE).includes(0)) return 'utf-8';
  const utf16 = utf16Of(bytes);
  return utf16 !== null && isTextIn(bytes, utf16) ? utf16 : 'windows-1252';
}

function isTextIn(bytes: Buffer, encoding: string): boolean {
  try {
    return [...decoded(bytes, encoding, true)].length > 0;
  } catch {
    return false;
  }
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
