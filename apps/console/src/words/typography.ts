const NARROW = '\u202f';
const WIDE = '\u00a0';

/**
 * Sets the spaces of a French text that must not break a line: narrow before `;`, `!` and `?`, whole before `:` and inside
 * guillemets, between a number and what it counts; and the curly apostrophe. A text that has them already stays as it is.
 */
export function typo(text: string): string {
  return text
    .replaceAll(/[ \u00a0\u202f]([;!?])/gu, `${NARROW}$1`)
    .replaceAll(/[ \u00a0\u202f]:(?=\s|$)/gu, `${WIDE}:`)
    .replaceAll(/«[ \u00a0\u202f]?/gu, `«${WIDE}`)
    .replaceAll(/[ \u00a0\u202f]?»/gu, `${WIDE}»`)
    .replaceAll(/(\d) (?=[%$€]|h\b)/gu, `$1${WIDE}`)
    .replaceAll(/(\d[ \u00a0]h) (?=\d)/gu, `$1${WIDE}`)
    .replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '’');
}
