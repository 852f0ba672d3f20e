/** The lines of a canonical text, as citations count them: the first is line 1, and an empty one at the end counts. */
export function linesIn(text: string): readonly string[] {
  return text.split('\n');
}
