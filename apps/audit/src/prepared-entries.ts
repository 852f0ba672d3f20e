import { createCanonicalScanner, leafHash } from '@entente/proof';
import type { Folder } from './folder.js';
import { findEntries } from './log-files.js';

/** The members of an event that are looked at, in the order of their marks. */
export const HEAD = ['after', 'id', 'ledger', 'prev', 'recorded', 'rev', 'stream', 'type'];

const HASH_BYTES = 32;

/** What is read of a log. */
export interface LogPart {
  /** How many entries the log has. */
  readonly size: number;
  /** The entries are bytes of any kind: none is looked at. */
  readonly raw: boolean;
}

/** A bundle of entries, with all that can be done of each without the ones before it. */
export interface PreparedEntries {
  /** The file that it was read from. */
  readonly path: string;
  readonly content: Buffer;
  readonly entries: readonly Buffer[];
  /** The leaf hash of each, one behind the other. */
  readonly hashes: Buffer;
  /** Of each entry whether it was found canonical, as 1; of the others nothing is known. */
  readonly canonical: Uint8Array;
  /** Of each entry the marks of its members, one behind the other. */
  readonly marks: Int32Array;
}

/** What is prepared of a bundle that is not there. */
export const NO_ENTRIES: PreparedEntries = {
  path: '',
  content: Buffer.alloc(0),
  entries: [],
  hashes: Buffer.alloc(0),
  canonical: new Uint8Array(),
  marks: new Int32Array(),
};

/** Reads bundles of entries by their index; null for one that is not there. */
export function createPreparer(
  folder: Folder,
  { size, raw }: LogPart,
): (index: number) => PreparedEntries | null {
  const scanner = createCanonicalScanner(HEAD);
  return (index) => {
    const found = findEntries(folder, index, size);
    if (found === null) return null;
    const { length } = found.entries;
    const hashes = Buffer.alloc(length * HASH_BYTES);
    const canonical = new Uint8Array(length);
    const marks = new Int32Array(raw ? 0 : length * scanner.marks.length);
    for (const [place, bytes] of found.entries.entries()) {
      hashes.write(leafHash(bytes), place * HASH_BYTES, 'hex');
      if (raw || !scanner.scan(bytes)) continue;
      canonical[place] = 1;
      marks.set(scanner.marks, place * scanner.marks.length);
    }
    return { ...found, hashes, canonical, marks };
  };
}

/** What was prepared of an entry, by its place in the bundle. */
export function preparedAt(
  { hashes, canonical, marks }: PreparedEntries,
  place: number,
): { readonly hash: Buffer; readonly marks: Int32Array | null } {
  const hash = hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
  const width = marks.length / canonical.length;
  return { hash, marks: canonical[place] === 1 ? marks.subarray(place * width, (place + 1) * width) : null };
}
