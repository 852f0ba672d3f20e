import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A public Ed25519 key of a log. */
export interface LogKey {
  readonly name: string;
  /** Eight hexadecimal digits: what a signature names beside `name`. */
  readonly id: string;
  readonly key: Uint8Array<ArrayBuffer>;
}

/** What a key says of a note. OTHER_KEY: it did not sign it. NOT_HERE: this browser verifies no Ed25519, as over plain http. */
export type Signed = 'GOOD' | 'WRONG' | 'OTHER_KEY' | 'NOT_HERE';

/** Before the key, or the signature, in base64: that a key is of Ed25519; which key signed. */
const KIND = 1;
const ID_BYTES = 4;
const KEY_BYTES = 32;

/** Reads a public key as C2SP signed-note writes it, `name+id+base64`; null where it is none of Ed25519. */
export function readLogKey(text: string): LogKey | null {
  const [, name = '', id = '', base64 = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = bytesOf(base64);
  if (bytes?.length !== 1 + KEY_BYTES || bytes[0] !== KIND) return null;
  const hash = sha256(new Uint8Array([...new TextEncoder().encode(`${name}\n`), ...bytes]));
  return bytesToHex(hash.subarray(0, ID_BYTES)) === id ? { name, id, key: bytes.slice(1) } : null;
}

/** Whether a key signed a note (C2SP signed-note): all of its text up to the empty line before the signatures. */
export async function signedBy(note: string, { name, id, key }: LogKey): Promise<Signed> {
  const end = note.lastIndexOf('\n\n');
  const text = new TextEncoder().encode(note.slice(0, end + 1));
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .flatMap((line) => {
      const [, by, base64 = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
      const bytes = by === name ? bytesOf(base64) : null;
      return bytes && bytesToHex(bytes.subarray(0, ID_BYTES)) === id ? [bytes.slice(ID_BYTES)] : [];
    });
  if (end < 0 || signatures.length === 0) return 'OTHER_KEY';
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  const verifier = await subtle?.importKey('raw', key, 'Ed25519', false, ['verify']).catch(() => null);
  if (!subtle || !verifier) return 'NOT_HERE';
  for (const signature of signatures)
    if (!(await subtle.verify('Ed25519', verifier, signature, text))) return 'WRONG';
  return 'GOOD';
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
