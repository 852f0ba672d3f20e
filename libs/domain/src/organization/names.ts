/**
 * A name without what writers vary: accents, case, punctuation and spaces. A text that is its own double is halved, since
 * copies of a page do that: «State of New HampshireState of New Hampshire». Words are parted by one space; the result is
 * empty for a text without a letter or a digit.
 */
export function normalizeName(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
  return halved(folded);
}

/** Half of a text that says itself twice, with or without a space between. */
function halved(text: string): string {
  const middle = text.length >> 1;
  const left = text.slice(0, middle);
  const right =
    text.length % 2 === 0 ? text.slice(middle) : text[middle] === ' ' ? text.slice(middle + 1) : null;
  return left !== '' && left === right ? halved(left) : text;
}

/** The fewest words of a name that is looked for inside a longer one; fewer are in too many names. */
const FEWEST_WORDS = 3;

/**
 * True when two names may be of one organisation: equal once normalised, or the shorter, of three words or more, is a run
 * of words in the longer.
 */
export function resembles(a: string, b: string): boolean {
  const [one, other] = [normalizeName(a), normalizeName(b)];
  if (one === '' || other === '') return false;
  if (one === other) return true;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter.split(' ').length >= FEWEST_WORDS && ` ${longer} `.includes(` ${shorter} `);
}
