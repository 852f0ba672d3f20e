/** Lines of a source, the first and the last, from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `14-17` or `14` of an address; null for what is no range of lines. */
export function readLines(text: string | undefined): LineRange | null {
  const read = /^([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?$/u.exec(text ?? '');
  if (!read) return null;
  const from = Number(read[1]);
  const to = Number(read[2] ?? read[1]);
  return from <= to ? { from, to } : null;
}

/** Whether two ranges have a line in common. */
export function meet(one: LineRange, other: LineRange): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Whether a line lies in a range. */
export function holds({ from, to }: LineRange, line: number): boolean {
  return from <= line && line <= to;
}
