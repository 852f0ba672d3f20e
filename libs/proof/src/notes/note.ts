import { cosignedMessage, readCosignature, writeCosignature } from './cosignature.js';
import { fromBase64 } from './base64.js';
import { signEd25519, verifyEd25519 } from './ed25519.js';
import { isKeyName, verifierOf, type SignerKey, type VerifierKey } from './keys.js';

/** Why a note is not taken. */
export type NoteProblem =
  /** Not the form of a signed note. */
  | 'MALFORMED'
  /** A key that was given signed it, and the signature is wrong. */
  | 'INVALID_SIGNATURE'
  /** Two keys that were given have the same name and id. */
  | 'AMBIGUOUS_KEY'
  /** No key that was given signed it. */
  | 'NO_KNOWN_SIGNATURE';

/** A signature by a key that was given, checked. */
export interface GoodSignature {
  readonly key: VerifierKey;
  /** When a witness says that it saw the note, in seconds since 1970; null for other signatures. */
  readonly time: number | null;
}

export type OpenedNote =
  | {
      readonly problem: null;
      readonly text: string;
      readonly signatures: readonly GoodSignature[];
      /** Different signatures by keys that were not given, or of a kind that is not verified here. */
      readonly unknown: number;
    }
  | { readonly problem: NoteProblem };

interface SignatureLine {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** The most signatures of one note, and the largest note, that are read. */
const MOST_SIGNATURES = 100;
const LARGEST = 1_000_000;

/** Opens a signed note (C2SP signed-note) with the keys that are trusted. */
export function openNote(note: Uint8Array | string, keys: readonly VerifierKey[]): OpenedNote {
  const read = readNote(note);
  if (read === null) return { problem: 'MALFORMED' };
  const signatures = new Map<VerifierKey, GoodSignature>();
  const unknown = new Set<string>();
  for (const line of read.lines) {
    const [key, another] = keys.filter(({ name, id }) => name === line.name && id === line.id);
    if (another) return { problem: 'AMBIGUOUS_KEY' };
    if (!key || key.kind === 'ML_DSA_44') unknown.add(signatureLine(line.name, line.id, line.signature));
    else if (!signatures.has(key)) {
      const good = check(key, read.text, line.signature);
      if (good === null) return { problem: 'INVALID_SIGNATURE' };
      signatures.set(key, good);
    }
  }
  if (signatures.size === 0) return { problem: 'NO_KNOWN_SIGNATURE' };
  return { problem: null, text: read.text, signatures: [...signatures.values()], unknown: unknown.size };
}

/** The text of a note and who is said to have signed it, nothing of it checked; null when it is not one. */
export function readNote(
  note: Uint8Array | string,
): { readonly text: string; readonly lines: readonly SignatureLine[] } | null {
  const written = decode(note);
  const split = written?.lastIndexOf('\n\n') ?? -1;
  if (written === null || split < 0 || !written.endsWith('\n')) return null;
  // eslint-disable-next-line no-control-regex -- what the specification forbids
  if (/[\u0000-\u0009\u000b-\u001f]/.test(written)) return null;
  const signed = written.slice(split + 2);
  const lines = signed.split('\n').slice(0, -1).map(readSignatureLine);
  if (lines.length === 0 || lines.length > MOST_SIGNATURES || lines.includes(null)) return null;
  return { text: written.slice(0, split + 1), lines: lines.filter((line) => line !== null) };
}

/** Signs a text, which ends with a line end, with one key or several. */
export function signNote(text: string, keys: readonly SignerKey[]): string {
  if (!text.endsWith('\n')) throw new TypeError('the text of a note ends with a line end');
  const lines = keys.map((key) => signatureLine(key.name, key.id, signEd25519(key.seed, Buffer.from(text))));
  return `${text}\n${lines.join('')}`;
}

/**
 * The line by which a witness cosigns the text of a note (C2SP tlog-cosignature).
 *
 * @param time when the witness saw it, in seconds since 1970
 */
export function cosignatureLine(text: string, witness: SignerKey, time: number): string {
  const signature = signEd25519(witness.seed, cosignedMessage(text, time));
  const { name, id } = verifierOf(witness, 'COSIGNATURE');
  return signatureLine(name, id, writeCosignature({ time, signature }));
}

/** A signature as a line of a note. */
export function signatureLine(name: string, id: string, signature: Uint8Array): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

function check(key: VerifierKey, text: string, signature: Buffer): GoodSignature | null {
  if (key.kind === 'ED25519')
    return verifyEd25519(key.key, Buffer.from(text), signature) ? { key, time: null } : null;
  const read = readCosignature(signature);
  const good = read !== null && verifyEd25519(key.key, cosignedMessage(text, read.time), read.signature);
  return good ? { key, time: read.time } : null;
}

function decode(note: Uint8Array | string): string | null {
  if (note.length > LARGEST) return null;
  if (typeof note === 'string') return note.isWellFormed() ? note : null;
  try {
    return UTF8.decode(note);
  } catch {
    return null;
  }
}

function readSignatureLine(line: string): SignatureLine | null {
  const [, name = '', written = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = fromBase64(written);
  if (!isKeyName(name) || !bytes || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}
