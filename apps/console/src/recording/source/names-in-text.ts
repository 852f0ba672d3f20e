import { foldLetters } from '@entente/domain';

/** An organisation as its names are looked for in a text. */
export interface Known {
  readonly organizationId: string;
  readonly name: string;
  readonly names: readonly string[];
}

/** A name that stands in a text: where, as it is written there, and whose it is. */
export interface NameFound {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly organizationId: string;
  readonly name: string;
}

/** Names shorter than this are words of any text. */
const SHORTEST = 3;
const MOST_WORDS = 14;

/** The names of organisations, by what they are compared by; one that several bear names none of them. */
export function indexOfNames(known: readonly Known[]): ReadonlyMap<string, Known> {
  const index = new Map<string, Known | null>();
  for (const one of known)
    for (const name of one.names) {
      const folded = foldLetters(name);
      if (folded.length < SHORTEST) continue;
      const there = index.get(folded);
      index.set(folded, there === undefined || there?.organizationId === one.organizationId ? one : null);
    }
  return new Map([...index].flatMap(([name, one]) => (one ? [[name, one] as const] : [])));
}

/** The names of known organisations in some lines; of two that overlap the longer. They are offers: nothing follows from them. */
export function namesIn(lines: readonly string[], index: ReadonlyMap<string, Known>): readonly NameFound[] {
  return lines.flatMap((line, at) => namesInLine(line, at + 1, index));
}

function namesInLine(text: string, line: number, index: ReadonlyMap<string, Known>): readonly NameFound[] {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const found: NameFound[] = [];
  let next = 0;
  while (next < words.length) {
    const match = longestAt(words, next, text, index);
    if (match) {
      const { organizationId, name } = match.one;
      found.push({
        line,
        start: match.start,
        end: match.end,
        written: text.slice(match.start, match.end),
        organizationId,
        name,
      });
      next = match.next;
    } else next += 1;
  }
  return found;
}

function longestAt(
  words: readonly RegExpExecArray[],
  first: number,
  text: string,
  index: ReadonlyMap<string, Known>,
): { readonly one: Known; readonly start: number; readonly end: number; readonly next: number } | null {
  const start = words[first]?.index ?? 0;
  for (let last = Math.min(first + MOST_WORDS, words.length) - 1; last >= first; last -= 1) {
    const word = words[last];
    if (!word) continue;
    const end = word.index + word[0].length;
    const one = index.get(foldLetters(text.slice(start, end)));
    // A single short word in small letters is a word, not an acronym.
    if (one && (end - start > 4 || /^\p{Lu}/u.test(text.slice(start, end))))
      return { one, start, end, next: last + 1 };
  }
  return null;
}
