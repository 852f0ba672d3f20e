import { createHash } from 'node:crypto';

/** The ids that were seen: 32 bytes each at most, however long they are. */
export interface SeenIds {
  /** Notes an id; false where it was there. */
  add(id: string): boolean;
}

/** Words of 32 bits that an id is kept as: half of its SHA-256, which nobody finds twice. */
const WORDS = 4;
const FIRST_PLACES = 1_024;

/** A table of ids with open places, twice as large whenever half of it is taken. A set of texts would take four times as much. */
export function createSeenIds(): SeenIds {
  let table = new Uint32Array(FIRST_PLACES * WORDS);
  let count = 0;

  /** The place of a hash, or the free one where it belongs. A hash whose first word is 0 would look like a free place. */
  const placeOf = (hash: Uint32Array, from: number, into: Uint32Array): number => {
    const places = into.length / WORDS;
    for (let place = (hash[from] as number) % places; ; place = (place + 1) % places) {
      const at = place * WORDS;
      if (into[at] === 0) return at;
      if (
        into[at] === hash[from] &&
        into[at + 1] === hash[from + 1] &&
        into[at + 2] === hash[from + 2] &&
        into[at + 3] === hash[from + 3]
      )
        return at;
    }
  };

  const grow = (): void => {
    const larger = new Uint32Array(table.length * 2);
    for (let at = 0; at < table.length; at += WORDS)
      if (table[at] !== 0) larger.set(table.subarray(at, at + WORDS), placeOf(table, at, larger));
    table = larger;
  };

  return {
    add(id) {
      const digest = createHash('sha256').update(id).digest();
      const hash = new Uint32Array(digest.buffer.slice(digest.byteOffset, digest.byteOffset + WORDS * 4));
      hash[0] ||= 1;
      const at = placeOf(hash, 0, table);
      if (table[at] !== 0) return false;
      table.set(hash, at);
      count += 1;
      if (count * 2 * WORDS > table.length) grow();
      return true;
    },
  };
}
