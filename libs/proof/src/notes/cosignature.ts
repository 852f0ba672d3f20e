/** A cosignature (C2SP tlog-cosignature): the time at which a witness signed, and its signature. */
export interface Cosignature {
  /** Seconds since 1970. */
  readonly time: number;
  readonly signature: Buffer;
}

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** Reads the signature of a witness as it stands in a note; null when it does not have that form. */
export function readCosignature(bytes: Buffer): Cosignature | null {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const time = Number(bytes.readBigUInt64BE());
  return Number.isSafeInteger(time) ? { time, signature: bytes.subarray(TIME_BYTES) } : null;
}

/** Writes the signature of a witness as it stands in a note. */
export function writeCosignature({ time, signature }: Cosignature): Buffer {
  const written = Buffer.alloc(TIME_BYTES);
  written.writeBigUInt64BE(BigInt(time));
  return Buffer.concat([written, signature]);
}

/** What a witness signs: the time, and the whole text of the note. */
export function cosignedMessage(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}
