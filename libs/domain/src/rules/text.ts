/** Spaces, controls, format characters, and what Unicode says to show nothing for; the braille cell without a dot too. */
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** True for a text that has nothing visible in it; an empty one too. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}
