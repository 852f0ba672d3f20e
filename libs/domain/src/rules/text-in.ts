import type { Text } from './decision.js';

/** The text in the language asked, else in that language's base or another region of it, else the first there is. */
export function textIn(texts: readonly Text[], lang: string | null | undefined): string | null {
  return pickText(texts, lang)?.text ?? null;
}

/** The same, of anything that has a language. */
export function pickText<T extends { readonly lang: string }>(
  texts: readonly T[],
  lang: string | null | undefined,
): T | null {
  const wanted = lang?.toLowerCase();
  const base = (tag: string) => tag.toLowerCase().split('-', 1)[0];
  return (
    (wanted === undefined
      ? undefined
      : (texts.find((text) => text.lang.toLowerCase() === wanted) ??
        texts.find((text) => base(text.lang) === base(wanted)))) ??
    texts[0] ??
    null
  );
}
