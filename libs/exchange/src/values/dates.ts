import {
  addDays,
  dayOf,
  fromDayNumber,
  isDay,
  readEdtf,
  resolveDate,
  toDayNumber,
  type DateInput,
  type Day,
} from '@entente/domain';
import type { DateForm } from '../profile/profile.js';
import { MONTHS } from './months.js';

/** What a written date may be read as. */
export type ReadDate =
  | { readonly kind: 'DATE'; readonly date: DateInput }
  /** Day first or month first: both are dates. */
  | { readonly kind: 'EITHER_ORDER' }
  | { readonly kind: 'MARGIN_NEEDED' }
  | { readonly kind: 'UNREAD' };

/** How the dates of a column are written. */
export interface DateColumn {
  readonly forms: readonly DateForm[];
  readonly marginDays?: number | undefined;
  readonly spelled: Readonly<Record<string, string>>;
}

const UNREAD: ReadDate = { kind: 'UNREAD' };

/** Reads a date by the forms of its column, the first that fits. A workbook gives days as ISO, which is always read. */
export function readDate(written: string, column: DateColumn): ReadDate {
  const text = corrected(written.trim(), column.spelled);
  if (text.endsWith('?')) return uncertain(text.slice(0, -1).trim(), column);
  if (isDay(text)) return known(text);
  for (const form of column.forms) {
    const read = READERS[form](text, column);
    if (read.kind !== 'UNREAD') return read;
  }
  return UNREAD;
}

type Reader = (text: string, column: DateColumn) => ReadDate;

const READERS: { readonly [F in DateForm]: Reader } = {
  /** With a time too: its day is the one that is written, in whatever zone. */
  ISO: (text) => {
    const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    )?.[1];
    return day !== undefined && isDay(day) ? known(day) : UNREAD;
  },
  DMY: (text) => parted(text, ({ first, second, year }) => dayIfAny(year, second, first)),
  MDY: (text) => parted(text, ({ first, second, year }) => dayIfAny(year, first, second)),
  SLASHED: (text) => {
    const orders = (['DMY', 'MDY'] as const).map((form) => READERS[form](text, NO_COLUMN));
    const days = orders.filter((read) => read.kind === 'DATE');
    const [one, other] = days;
    if (one && other && one.date.edtf !== other.date.edtf) return { kind: 'EITHER_ORDER' };
    return one ?? UNREAD;
  },
  NAMED: (text) => named(text),
  SERIAL: (text) => {
    const serial = Number(text);
    // The count begins on 1899-12-30: workbooks hold 1900 for a leap year.
    return /^\d{5}(?:\.\d+)?$/.test(text)
      ? known(fromDayNumber(toDayNumber('1899-12-30') + Math.floor(serial)))
      : UNREAD;
  },
  YEAR_MONTH: (text) => {
    const [, a = '', b = ''] = /^(\d{4}|\d{1,2})[-/.](\d{4}|\d{1,2})$/.exec(text) ?? [];
    const [year, month] = a.length === 4 ? [a, b] : [b, a];
    return year.length === 4 && month.length < 3
      ? period(`${year}-${month.padStart(2, '0')}`)
      : namedMonth(text);
  },
  YEAR: (text) => (/^\d{4}$/.test(text) ? period(text) : UNREAD),
  RANGE: (text, column) => range(text, column),
};

const NO_COLUMN: DateColumn = { forms: [], spelled: {} };

function known(day: Day): ReadDate {
  return { kind: 'DATE', date: { edtf: day } };
}

/** A date that is no single day says how it is known: the file states it. */
function period(edtf: string): ReadDate {
  return readEdtf(edtf) ? { kind: 'DATE', date: { edtf, basis: 'STATED' } } : UNREAD;
}

interface Parts {
  readonly first: number;
  readonly second: number;
  readonly year: number;
}

function parted(text: string, order: (parts: Parts) => Day | null): ReadDate {
  const [, first, , second, year] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (year === undefined) return UNREAD;
  const day = order({ first: Number(first), second: Number(second), year: Number(year) });
  return day === null ? UNREAD : known(day);
}

function dayIfAny(year: number, month: number, date: number): Day | null {
  const day = dayOf(year, month, date);
  return isDay(day) ? day : null;
}

const DAY_FIRST = /^(\d{1,2})(?:er|st|nd|rd|th)?\.?\s+([\p{L}.]+)\.?,?\s+(\d{4})$/iu;
const MONTH_FIRST = /^([\p{L}.]+)\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})$/iu;

function named(text: string): ReadDate {
  const [, date, word, year] = DAY_FIRST.exec(text) ?? [];
  const [, otherWord, otherDate, otherYear] = MONTH_FIRST.exec(text) ?? [];
  const month = monthOf(word ?? otherWord ?? '');
  const day = month === null ? null : dayIfAny(Number(year ?? otherYear), month, Number(date ?? otherDate));
  return day === null ? UNREAD : known(day);
}

function namedMonth(text: string): ReadDate {
  const [, word = '', year = ''] = /^([\p{L}.]+),?\s+(\d{4})$/u.exec(text) ?? [];
  const month = monthOf(word);
  return month === null ? UNREAD : period(`${year}-${String(month).padStart(2, '0')}`);
}

function monthOf(word: string): number | null {
  return MONTHS.get(word.toLowerCase().normalize('NFC').replace(/\.$/, '')) ?? null;
}

/** «2019–2021»: some day from the first day of the one to the last of the other. */
function range(text: string, column: DateColumn): ReadDate {
  const parts = text.split(/\s+(?:-|to|au|à)\s+|\s*[–—/]\s*|(?<=^\d{4})-(?=\d{4}$)/u);
  if (parts.length !== 2) return UNREAD;
  const forms = column.forms.filter((form) => form !== 'RANGE');
  const [from, to] = parts.map((part) => boundsOf(readDate(part, { ...column, forms })));
  if (!from || !to || from.earliest > to.latest) return UNREAD;
  return period(`[${from.earliest}..${to.latest}]`);
}

function boundsOf(read: ReadDate): { readonly earliest: Day; readonly latest: Day } | null {
  const resolved = read.kind === 'DATE' ? resolveDate(read.date) : null;
  if (!resolved?.ok) return null;
  const { earliest, latest } = resolved.date;
  return earliest === null || latest === null ? null : { earliest, latest };
}

/** A date with a question mark may be off by the days that the profile says. */
function uncertain(text: string, column: DateColumn): ReadDate {
  const read = readDate(text, column);
  const bounds = boundsOf(read);
  if (read.kind !== 'DATE' || bounds === null) return read;
  if (column.marginDays === undefined) return { kind: 'MARGIN_NEEDED' };
  const earliest = addDays(bounds.earliest, -column.marginDays);
  const latest = addDays(bounds.latest, column.marginDays);
  const { edtf } = read.date;
  return edtf.startsWith('[')
    ? period(`[${earliest}..${latest}]`)
    : { kind: 'DATE', date: { edtf: `${edtf}?`, earliest, latest, basis: 'STATED' } };
}

/** The text with the profile's other spellings read as it says. */
function corrected(text: string, spelled: Readonly<Record<string, string>>): string {
  return Object.entries(spelled).reduce((before, [wrong, right]) => before.replaceAll(wrong, right), text);
}
