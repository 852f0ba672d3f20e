/** Letters that Unicode does not take apart and that people write without. */
const PLAIN: { readonly [letter: string]: string } = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  þ: 'th',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ħ: 'h',
  ŧ: 't',
};
const PLAIN_LETTER = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
/** Format characters, such as the soft hyphen, and the accents of Latin, Greek and Cyrillic. */
const UNSEEN = /[\p{Cf}\u0300-\u036f]/gu;
/** Single letters parted by full stops: B.M., S.A.R.L. */
const INITIALS = /(?<![\p{L}\p{N}\p{M}])\p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{N}\p{M}])/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * A text as it is compared and searched: without accents, case, punctuation and what nobody sees. Words are parted by one
 * space; initials are one word («B.M.» is `bm`). Empty for a text without a letter or a digit.
 */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .toLowerCase()
    .replace(PLAIN_LETTER, (letter) => PLAIN[letter] ?? letter)
    .replace(INITIALS, (initials) => initials.replaceAll('.', ''))
    .replace(BETWEEN_WORDS, ' ')
    .trim();
}

/**
 * A name as it is compared: its letters, and half of them where the name says itself twice, since copies of a page do that
 * («State of New HampshireState of New Hampshire»). A half of one word is a name of its own: «TATA» is not «TA».
 */
export function foldName(name: string): string {
  return halved(foldLetters(name));
}

function halved(text: string): string {
  const middle = text.length >> 1;
  const left = text.slice(0, middle);
  const right =
    text.length % 2 === 0 ? text.slice(middle) : text[middle] === ' ' ? text.slice(middle + 1) : null;
  return left === right && left.includes(' ') ? halved(left) : text;
}

/** The words of a search, each once: a text is found when every one of them is the beginning of one of its words. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(foldLetters(text).split(' '))].filter((word) => word !== '');
}
