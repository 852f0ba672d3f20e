import { hash, randomInt } from 'node:crypto';

/** The ids that were seen: 64 bytes each at most, however long they are. */
export interface SeenIds {
  /** Notes an id; false where it was there. */
  add(id: string): boolean;
}

/** Words of 32 bits that an id is kept as. */
const WORDS = 4;
const FIRST_PLACES = 1_024;
const WORD_RANGE = 2 ** 32;

/** No ids yet. A UUID is kept as what it says; of any other text half of its SHA-256, which nobody finds twice, in a table apart. */
export function createSeenIds(): SeenIds {
  const uuids = createTable();
  const others = createTable();
  const words = new Uint32Array(WORDS);
  return {
    add(id) {
      if (readUuid(id, words)) return uuids.add(words);
      const digest = Buffer.from(hash('sha256', id, 'binary'), 'binary');
      for (let at = 0; at < WORDS; at += 1) words[at] = digest.readUInt32LE(at * 4);
      return others.add(words);
    },
  };
}

/** Four words each, not all of them 0: that is a free place. It is twice as large whenever half of it is taken. */
function createTable(): { readonly add: (words: Uint32Array) => boolean } {
  // Whoever chooses ids does not know where they are kept, so cannot have all of them looked for in one place.
  const factors = Array.from({ length: WORDS }, () => randomInt(WORD_RANGE) | 1);
  let table = new Uint32Array(FIRST_PLACES * WORDS);
  let count = 0;

  /** The place of what stands at `from`, or the free one where it belongs. */
  const placeOf = (words: Uint32Array, from: number, into: Uint32Array): number => {
    const last = into.length / WORDS - 1;
    let mixed = 0;
    for (let at = 0; at < WORDS; at += 1) {
      mixed = Math.imul(mixed ^ (words[from + at] as number), factors[at] as number);
      mixed ^= mixed >>> 15;
    }
    for (let place = mixed & last; ; place = (place + 1) & last) {
      const at = place * WORDS;
      if (isFree(into, at)) return at;
      if (
        into[at] === words[from] &&
        into[at + 1] === words[from + 1] &&
        into[at + 2] === words[from + 2] &&
        into[at + 3] === words[from + 3]
      )
        return at;
    }
  };

  const grow = (): void => {
    const larger = new Uint32Array(table.length * 2);
    for (let at = 0; at < table.length; at += WORDS)
      if (!isFree(table, at)) larger.set(table.subarray(at, at + WORDS), placeOf(table, at, larger));
    table = larger;
  };

  return {
    add(words) {
      const at = placeOf(words, 0, table);
      if (!isFree(table, at)) return false;
      table.set(words, at);
      count += 1;
      if (count * 2 * WORDS > table.length) grow();
      return true;
    },
  };
}

function isFree(table: Uint32Array, at: number): boolean {
  return table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0;
}

const UUID_LENGTH = 36;
const HYPHEN = 0x2d;
const HYPHENS = new Set([8, 13, 18, 23]);

/** Reads a UUID in its one form, lower case; false for any other text, and for the one that is all zeros. */
function readUuid(id: string, into: Uint32Array): boolean {
  if (id.length !== UUID_LENGTH) return false;
  let digits = 0;
  into.fill(0);
  for (let at = 0; at < UUID_LENGTH; at += 1) {
    const code = id.charCodeAt(at);
    if (HYPHENS.has(at)) {
      if (code !== HYPHEN) return false;
      continue;
    }
    const digit = digitOf(code);
    if (digit < 0) return false;
    const word = digits >>> 3;
    into[word] = ((into[word] as number) << 4) | digit;
    digits += 1;
  }
  return !isFree(into, 0);
}

/** What a hexadecimal digit stands for; -1 for any other character. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x61 + 10 : -1;
}
