import { foldLetters, type DateInput } from '@entente/domain';
import type { ColumnSpec } from '../profile/profile.js';
import { fault, type Fault, type Place } from '../phrases.js';
import { acceptedDates, acceptedWords } from './accepted.js';
import { readDate } from './dates.js';

/** What a cell says, as its column is read. */
export type CellValue =
  | { readonly kind: 'NOTHING' }
  /** It stands for something else than its value, such as no end. */
  | { readonly kind: 'MEANS'; readonly meaning: string }
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'LIST'; readonly parts: readonly string[] }
  | { readonly kind: 'DATE'; readonly date: DateInput }
  /** A word of the profile: a text, or members of a command. */
  | { readonly kind: 'WORD'; readonly word: unknown }
  | { readonly kind: 'FAULT'; readonly fault: Fault }
  /** Somebody has to say whether the day or the month comes first in this column. */
  | { readonly kind: 'EITHER_ORDER' };

/** The answer to the question which comes first in the dates of a column. */
export const DAY_ORDERS = ['DMY', 'MDY'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

const NOTHING: CellValue = { kind: 'NOTHING' };

/** Reads a cell as its column says. `order` is what somebody answered of the order of days and months. */
export function readCell(
  written: string,
  spec: ColumnSpec,
  { place, order }: { readonly place: Place; readonly order: DayOrder | null },
): CellValue {
  const text = written.replace(/\s+/gu, ' ').trim();
  if (text === '' || spec.absent.some((one) => isSame(one, text))) return NOTHING;
  const meaning = meaningOf(text, spec);
  if (meaning !== null) return { kind: 'MEANS', meaning };
  if (spec.dates) return dateIn(text, { ...spec, dates: spec.dates }, place, order);
  const parts = spec.separator === undefined ? null : partsOf(written, spec.separator);
  if (spec.words || spec.patterns) return parts ? wordsIn(parts, spec, place) : wordIn(text, spec, place);
  return parts ? { kind: 'LIST', parts } : { kind: 'TEXT', text };
}

/** The parts of a text that is a list. */
export function partsOf(written: string, separator: string): readonly string[] {
  return written
    .split(separator.trim() === '' ? separator : separator.trim())
    .map((part) => part.replace(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');
}

/** A sentinel that is a day is one with a time behind it too. */
function meaningOf(text: string, { sentinels }: ColumnSpec): string | null {
  const found = Object.entries(sentinels).find(
    ([sentinel]) =>
      isSame(sentinel, text) || text.startsWith(`${sentinel}T`) || text.startsWith(`${sentinel} `),
  );
  return found?.[1] ?? null;
}

function isSame(one: string, other: string): boolean {
  const folded = foldLetters(one);
  return one === other || (folded !== '' && folded === foldLetters(other));
}

function dateIn(
  text: string,
  spec: ColumnSpec & { readonly dates: NonNullable<ColumnSpec['dates']> },
  place: Place,
  order: DayOrder | null,
): CellValue {
  const forms = spec.dates.map((form) => (form === 'SLASHED' && order !== null ? order : form));
  const read = readDate(text, { ...spec, forms });
  switch (read.kind) {
    case 'DATE':
      return read;
    case 'EITHER_ORDER':
      return read;
    case 'MARGIN_NEEDED':
      return { kind: 'FAULT', fault: fault('DATE_MARGIN_NEEDED', place) };
    case 'UNREAD':
      return { kind: 'FAULT', fault: fault('DATE_UNREAD', place, { accepted: acceptedDates(spec) }) };
    default:
      return read satisfies never;
  }
}

/** What each part of a list stands for. */
function wordsIn(parts: readonly string[], spec: ColumnSpec, place: Place): CellValue {
  const read = parts.map((part) => wordIn(part, spec, place));
  const unknown = read.find(({ kind }) => kind === 'FAULT');
  return unknown ?? { kind: 'WORD', word: read.map((one) => (one.kind === 'WORD' ? one.word : null)) };
}

function wordIn(text: string, spec: ColumnSpec, place: Place): CellValue {
  const word = Object.entries(spec.words ?? {}).find(([written]) => isSame(written, text));
  if (word) return { kind: 'WORD', word: word[1] };
  for (const { matches, gives } of spec.patterns ?? []) {
    const found = new RegExp(matches, 'iu').exec(text);
    if (found) return { kind: 'WORD', word: filled(gives, found) };
  }
  return { kind: 'FAULT', fault: fault('WORD_UNKNOWN', place, { accepted: acceptedWords(spec) }) };
}

/** A word with the groups of what matched in its texts. */
function filled(gives: unknown, found: RegExpExecArray): unknown {
  if (typeof gives === 'string')
    return gives.replace(/\$(\d)/g, (_all, group: string) => found[Number(group)] ?? '');
  if (Array.isArray(gives)) return gives.map((one) => filled(one, found));
  if (typeof gives !== 'object' || gives === null) return gives;
  return Object.fromEntries(Object.entries(gives).map(([name, value]) => [name, filled(value, found)]));
}
