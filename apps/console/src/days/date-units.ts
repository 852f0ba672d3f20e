import { dayOf, isDay, type Day } from '@entente/domain';
import { monthOf } from './read-day.js';

/** A day, a month, a season or a year as EDTF writes it: 2025-06-04, 2025-06, 2025-22, 2025. */
export type Unit = string;

/** What a text says of a unit, as far as it does: «10», «1er mai», «juin 2025». */
export interface Part {
  readonly year?: number;
  readonly month?: number;
  readonly season?: number;
  readonly day?: number;
}

const SEASONS: Readonly<Record<string, number>> = {
  printemps: 21,
  spring: 21,
  ete: 22,
  summer: 22,
  automne: 23,
  autumn: 23,
  fall: 23,
  hiver: 24,
  winter: 24,
};

/** Words that stand beside a day or a month and say nothing of their own. */
const FILLERS = new Set(['le', 'la', 'a', 'de', 'du', 'd', 'l', 'en', 'the', 'of', 'on', 'in']);

/** A text as the readers of dates compare it: lower case, without accents, plain apostrophes and spaces. */
export function foldTyped(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Reads what a folded text says of a unit; null where a word of it says nothing of one, or says it twice. */
export function readPart(text: string): Part | null {
  const whole = readWritten(text);
  if (whole) return whole;
  const found: { year?: number; month?: number; season?: number; day?: number } = {};
  const set = (name: keyof Part, value: number): boolean => {
    if (found[name] !== undefined) return false;
    found[name] = value;
    return true;
  };
  const words = text.split(/[\s,']+/u).filter((word) => word !== '' && !FILLERS.has(word));
  for (const word of words) {
    const day = /^(\d{1,2})(?:er|st|nd|rd|th)?$/u.exec(word);
    const month = monthOf(word);
    const season = SEASONS[word];
    if (/^\d{4}$/u.test(word)) {
      if (!set('year', Number(word))) return null;
    } else if (day) {
      if (!set('day', Number(day[1]))) return null;
    } else if (month !== null) {
      if (!set('month', month)) return null;
    } else if (season === undefined || !set('season', season)) return null;
  }
  return words.length === 0 ? null : found;
}

/** Figures that say a unit by themselves: 2025-06-04, 2025/06/04, 2025-06, 06/2025. */
function readWritten(text: string): Part | null {
  const full = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(text);
  if (full) return { year: Number(full[1]), month: Number(full[2]), day: Number(full[3]) };
  const month = /^(\d{4})-(\d{2})$/u.exec(text) ?? /^(\d{1,2})\/(\d{4})$/u.exec(text)?.toReversed();
  if (!month) return null;
  const [year, number] = text.includes('/')
    ? [Number(month[0]), Number(month[1])]
    : [Number(month[1]), Number(month[2])];
  return number > 12 ? { year, season: number } : { year, month: number };
}

/** The unit that a part makes; null where it is not whole, or no such day exists. */
export function unitOf({ year, month, season, day }: Part): Unit | null {
  if (year === undefined || year < 1) return null;
  const written = String(year).padStart(4, '0');
  if (season !== undefined)
    return month === undefined && day === undefined && season >= 21 && season <= 24
      ? `${written}-${season}`
      : null;
  if (month === undefined) return day === undefined ? written : null;
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${written}-${String(month).padStart(2, '0')}`;
  const whole = dayOf(year, month, day);
  return isDay(whole) ? whole : null;
}

/** The days that figures such as 03/04/2025 can mean, the day first, then the month first; null for any other text. */
export function readFigures(text: string): readonly Day[] | null {
  const figures = /^(?:le |on )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text);
  if (!figures) return null;
  const [first, second, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])];
  const days = [
    unitOf({ year, month: second, day: first }),
    unitOf({ year, month: first, day: second }),
  ].filter((day) => day !== null);
  return [...new Set(days)];
}
