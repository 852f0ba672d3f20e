import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A text as the ledger keeps it: in NFC, lines parted by `\n`, nothing trimmed. */
export function canonicalText(pasted: string): string {
  return pasted.replaceAll('\r\n', '\n').normalize('NFC');
}

/** The lines of a canonical text; they are numbered from 1. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

/** SHA-256 of a text’s UTF-8 bytes, hexadecimal. */
export function sha256Of(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

/** The id that a source gets by its hash, so that the same text always makes the same one. */
export function sourceIdOf(sha256: string): string {
  return `s-${sha256.slice(0, 12)}`;
}

/** A range of lines that a fact cites. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Reads lines as people write them: «14, 16-18»; null for what is none. */
export function readLines(typed: string): readonly LineRange[] | null {
  const ranges: LineRange[] = [];
  for (const part of typed.split(/[,;]/u).map((one) => one.trim())) {
    if (part === '') continue;
    const found = /^(?:l\.? ?)?(\d{1,6})(?: ?[-–à] ?(\d{1,6}))?$/u.exec(part);
    if (!found) return null;
    const from = Number(found[1]);
    const to = Number(found[2] ?? found[1]);
    if (from < 1 || to < from) return null;
    ranges.push({ from, to });
  }
  return ranges;
}

/** Lines as people write them. */
export function writeLines(ranges: readonly LineRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

/** The ranges with one more, or without it where it is there; in their order, those that touch made one. */
export function toggled(ranges: readonly LineRange[], one: LineRange): readonly LineRange[] {
  const numbers = new Set(ranges.flatMap(numbersIn));
  const asked = numbersIn(one);
  const all = asked.every((number) => numbers.has(number));
  for (const number of asked)
    if (all) numbers.delete(number);
    else numbers.add(number);
  return rangesOf([...numbers]);
}

/** Whether a line is among some ranges. */
export function holds(ranges: readonly LineRange[], line: number): boolean {
  return ranges.some(({ from, to }) => from <= line && line <= to);
}

function numbersIn({ from, to }: LineRange): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function rangesOf(numbers: readonly number[]): readonly LineRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last.to + 1 === number) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}
