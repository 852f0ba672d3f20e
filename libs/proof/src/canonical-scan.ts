import { isUtf8 } from 'node:buffer';
import { DEEPEST } from './canonical.js';

/** Where a member of an object stands in the bytes that were scanned last. */
export interface ScannedMembers {
  /**
   * The text that a member is; null where it is not a text, or not there. It may be a part of the text of all bytes, and keep
   * that in memory: who keeps many of them asks for a copy.
   */
  text(name: string): string | null;
  /** The same, apart from all else. */
  copiedText(name: string): string | null;
  /** The number that a member is; null where it is not a number, or not there. */
  number(name: string): number | null;
  /** Whether a member is null. */
  isNull(name: string): boolean;
}

/** Three numbers for each name that is wanted: where the member begins, where it ends, whether it is plain ASCII. */
const PER_MEMBER = 3;

/** Reads members out of bytes by the marks that a scan left. */
export interface MemberReader {
  /** What the members are read from now, as long as both stay as they were. */
  open(bytes: Buffer, marks: Int32Array): void;
  readonly members: ScannedMembers;
}

/** Looks at canonical bytes once, from the first to the last, and makes no object of what they say. */
export interface CanonicalScanner {
  /**
   * True for canonical bytes. False says nothing: `parseCanonical` has the last word, which knows the form of numbers that are
   * seldom seen, and names what is wrong.
   */
  scan(bytes: Buffer): boolean;
  /** The members of the object that was scanned last, as long as its bytes stay as they were. */
  readonly members: ScannedMembers;
  /** Where those members stand, for a {@link MemberReader} of the same names, perhaps in another thread. Each scan writes them anew. */
  readonly marks: Int32Array;
}

const [QUOTE, BACKSLASH, COMMA, COLON, MINUS, ZERO, ONE, NINE] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x2d, 0x30, 0x31, 0x39,
];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
const NO_PLACE = -1;
/** Numbers of as many digits are safe integers, all of them. */
const SAFE_DIGITS = 15;

/** Of each byte whether a text goes on after it with nothing to be looked at: ASCII without control, quote and backslash. */
const PLAIN = Uint8Array.from({ length: 256 }, (_none, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);
/** The letters after a backslash in the one form of what has a short one. */
const SHORT_ESCAPES = new Set(Buffer.from('"\\bfnrt'));
/** The control characters that have no short form, as they are written. */
const LONG_ESCAPES = new Set(
  Array.from({ length: 0x20 }, (_none, code) =>
    JSON.stringify(String.fromCharCode(code)).slice(1, -1),
  ).filter((escape) => escape.length > 2),
);
const [TRUE, FALSE, NULL] = [Buffer.from('true'), Buffer.from('false'), Buffer.from('null')];
const [LETTER_T, LETTER_F, LETTER_N] = [0x74, 0x66, 0x6e];

/** A scanner that notes where the members of these names stand in an object that is the whole value. */
export function createCanonicalScanner(names: readonly string[]): CanonicalScanner {
  const wanted = names.map((name) => Buffer.from(name));
  const marks = new Int32Array(names.length * PER_MEMBER);
  const reader = createMemberReader(names);
  let bytes: Buffer = Buffer.alloc(0);
  /** Whether the text that was passed last has an escape or more than ASCII; whether anything has more than ASCII. */
  let special = false;
  let wide = false;

  /** Each of these answers with the place after what it is called; NO_PLACE where that does not stand there in its one form. */
  function pastValue(at: number, depth: number): number {
    switch (bytes[at]) {
      case QUOTE:
        return pastText(at);
      case OPEN_OBJECT:
        return pastObject(at, depth);
      case OPEN_LIST:
        return pastList(at, depth);
      case LETTER_T:
        return pastWord(at, TRUE);
      case LETTER_F:
        return pastWord(at, FALSE);
      case LETTER_N:
        return pastWord(at, NULL);
      default:
        return pastNumber(at);
    }
  }

  function pastText(from: number): number {
    const all = bytes;
    special = false;
    let at = from + 1;
    for (;;) {
      let byte = all[at] as number;
      while (PLAIN[byte] === 1) byte = all[++at] as number;
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) {
        const after = pastEscape(at);
        if (after === NO_PLACE) return NO_PLACE;
        at = after;
      } else if (byte >= 0x80) {
        wide = true;
        at += 1;
      } else return NO_PLACE;
      special = true;
    }
  }

  function pastEscape(at: number): number {
    if (SHORT_ESCAPES.has(bytes[at + 1] as number)) return at + 2;
    return LONG_ESCAPES.has(bytes.toString('latin1', at, at + 6)) ? at + 6 : NO_PLACE;
  }

  function pastNumber(from: number): number {
    let at = bytes[from] === MINUS ? from + 1 : from;
    if (bytes[at] === ZERO) return at === from ? at + 1 : NO_PLACE;
    const first = at;
    while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1;
    return at > first && (bytes[first] as number) >= ONE && at - first <= SAFE_DIGITS ? at : NO_PLACE;
  }

  function pastWord(at: number, word: Buffer): number {
    for (let place = 0; place < word.length; place += 1)
      if (bytes[at + place] !== word[place]) return NO_PLACE;
    return at + word.length;
  }

  function pastList(from: number, depth: number): number {
    if (depth >= DEEPEST) return NO_PLACE;
    if (bytes[from + 1] === CLOSE_LIST) return from + 2;
    for (let at = from + 1; ; at += 1) {
      at = pastValue(at, depth + 1);
      if (at === NO_PLACE) return NO_PLACE;
      if (bytes[at] === CLOSE_LIST) return at + 1;
      if (bytes[at] !== COMMA) return NO_PLACE;
    }
  }

  function pastObject(from: number, depth: number): number {
    const all = bytes;
    if (depth >= DEEPEST) return NO_PLACE;
    if (all[from + 1] === CLOSE_OBJECT) return from + 2;
    let [before, beforeEnd, beforeSpecial] = [NO_PLACE, NO_PLACE, false];
    for (let key = from + 1; ;) {
      if (all[key] !== QUOTE) return NO_PLACE;
      const keyEnd = pastText(key);
      if (keyEnd === NO_PLACE || all[keyEnd] !== COLON) return NO_PLACE;
      const keySpecial = special;
      if (before !== NO_PLACE) {
        const follows =
          keySpecial || beforeSpecial
            ? textAt(before, beforeEnd, !beforeSpecial) < textAt(key, keyEnd, !keySpecial)
            : precedes(before, beforeEnd, key, keyEnd);
        if (!follows) return NO_PLACE;
      }
      const at = pastValue(keyEnd + 1, depth + 1);
      if (at === NO_PLACE) return NO_PLACE;
      if (depth === 0) note(key + 1, keyEnd - 1, keyEnd + 1, at);
      if (all[at] === CLOSE_OBJECT) return at + 1;
      if (all[at] !== COMMA) return NO_PLACE;
      [before, beforeEnd, beforeSpecial] = [key, keyEnd, keySpecial];
      key = at + 1;
    }
  }

  /** Whether a key of ASCII comes before another one: their bytes follow each other as their letters do. */
  function precedes(one: number, oneEnd: number, other: number, otherEnd: number): boolean {
    const all = bytes;
    const shorter = Math.min(oneEnd - one, otherEnd - other) - 1;
    for (let place = 1; place < shorter; place += 1) {
      const difference = (all[one + place] as number) - (all[other + place] as number);
      if (difference !== 0) return difference < 0;
    }
    return oneEnd - one < otherEnd - other;
  }

  /** Notes a member where it is one of those that are wanted. */
  function note(key: number, keyEnd: number, start: number, end: number): void {
    for (let place = 0; place < wanted.length; place += 1) {
      const name = wanted[place] as Buffer;
      if (name.length !== keyEnd - key || pastWord(key, name) === NO_PLACE) continue;
      const at = place * PER_MEMBER;
      marks[at] = start;
      marks[at + 1] = end;
      // Of a value that is a text: it is the one that was passed last.
      marks[at + 2] = special ? 0 : 1;
      return;
    }
  }

  const textAt = (start: number, end: number, isPlain: boolean): string => textIn(bytes, start, end, isPlain);

  return {
    scan(given) {
      bytes = given;
      wide = false;
      marks.fill(0);
      reader.open(given, marks);
      return pastValue(0, 0) === bytes.length && (!wide || isUtf8(bytes));
    },
    members: reader.members,
    marks,
  };
}

/** A reader of the members of these names, which were scanned for in this order. */
export function createMemberReader(names: readonly string[]): MemberReader {
  let bytes: Buffer = Buffer.alloc(0);
  let marks: Int32Array = new Int32Array(names.length * PER_MEMBER);
  /** Each byte as a letter, once somebody asks: what is read of it in one piece is read sooner. */
  let letters: string | null = null;
  const placeOf = (name: string): number => names.indexOf(name) * PER_MEMBER;
  const startOf = (place: number): number => marks[place] ?? 0;

  return {
    open(given, by) {
      bytes = given;
      marks = by;
      letters = null;
    },
    members: {
      text(name) {
        const place = placeOf(name);
        const start = startOf(place);
        if (start === 0 || bytes[start] !== QUOTE) return null;
        const end = marks[place + 1] as number;
        if (marks[place + 2] === 0) return textIn(bytes, start, end, false);
        letters ??= bytes.toString('latin1');
        return letters.slice(start + 1, end - 1);
      },
      copiedText(name) {
        const place = placeOf(name);
        const start = startOf(place);
        return start > 0 && bytes[start] === QUOTE
          ? textIn(bytes, start, marks[place + 1] as number, marks[place + 2] === 1)
          : null;
      },
      number(name) {
        const place = placeOf(name);
        const start = startOf(place);
        const first = bytes[start] as number;
        const isNumber = first === MINUS || (first >= ZERO && first <= NINE);
        return start > 0 && isNumber ? Number(bytes.toString('latin1', start, marks[place + 1])) : null;
      },
      isNull(name) {
        const start = startOf(placeOf(name));
        return start > 0 && bytes[start] === LETTER_N;
      },
    },
  };
}

function textIn(bytes: Buffer, start: number, end: number, isPlain: boolean): string {
  // What is ASCII without a backslash says what it is.
  return isPlain
    ? bytes.toString('latin1', start + 1, end - 1)
    : (JSON.parse(bytes.toString('utf8', start, end)) as string);
}
