import { dayOf, daysInMonth, isDay, type Day } from './day.js';

/** How finely an uncertain date is known: the smallest unit written, an interval, or not at all. */
export type Precision = 'DAY' | 'MONTH' | 'SEASON' | 'YEAR' | 'PERIOD' | 'UNKNOWN';

/** What an EDTF text alone says: its civil bounds (null = open), how fine it is, and whether it is marked `?`, `~` or `%`. */
export interface ReadEdtf {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly precision: Precision;
  readonly qualified: boolean;
}

/**
 * Reads the part of EDTF (ISO 8601-2, levels 0 to 2) that a register of agreements needs: a day, a month, a year, a season
 * (21 to 24), one of a set or a range of these (`[2019-06-04,2019-06-05]`, `[..2025-01-28]`), an interval (`2019/2024`,
 * `../2024-06`), each with `?`, `~` or `%` at its end. Returns null for anything else; a day that does not exist is
 * anything else. Why not the `edtf` package: docs/adr/0004-uncertain-dates.md.
 */
export function readEdtf(text: string): ReadEdtf | null {
  if (text.length > 200) return null;
  if (text.startsWith('[') && text.endsWith(']')) return readOneOf(text.slice(1, -1));
  const slash = text.indexOf('/');
  if (slash >= 0) return readInterval(text.slice(0, slash), text.slice(slash + 1));
  return readUnit(text);
}

function readUnit(text: string): ReadEdtf | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?$/.exec(text);
  if (!match) return null;
  const qualified = match[4] !== undefined;
  const year = Number(match[1]);
  if (year < 1) return null;
  if (match[2] === undefined)
    return { earliest: dayOf(year, 1, 1), latest: dayOf(year, 12, 31), precision: 'YEAR', qualified };
  const month = Number(match[2]);
  if (match[3] !== undefined) {
    const day = text.slice(0, 10);
    return isDay(day) ? { earliest: day, latest: day, precision: 'DAY', qualified } : null;
  }
  if (month >= 21 && month <= 24) return readSeason(year, month, qualified);
  if (month < 1 || month > 12) return null;
  const last = dayOf(year, month, daysInMonth(year, month));
  return { earliest: dayOf(year, month, 1), latest: last, precision: 'MONTH', qualified };
}

/** Seasons of the northern hemisphere, by the civil days of `semantics.md`; winter runs into the next year. */
function readSeason(year: number, season: number, qualified: boolean): ReadEdtf | null {
  const bounds: Record<number, readonly [Day, Day]> = {
    21: [dayOf(year, 3, 20), dayOf(year, 6, 20)],
    22: [dayOf(year, 6, 21), dayOf(year, 9, 21)],
    23: [dayOf(year, 9, 22), dayOf(year, 12, 20)],
    24: [dayOf(year, 12, 21), dayOf(year + 1, 3, 19)],
  };
  const found = bounds[season];
  if (!found || year + 1 > 9999) return null;
  return { earliest: found[0], latest: found[1], precision: 'SEASON', qualified };
}

const FINENESS: readonly Precision[] = ['DAY', 'MONTH', 'SEASON', 'YEAR'];

function finest(units: readonly ReadEdtf[]): Precision {
  return FINENESS.find((precision) => units.some((unit) => unit.precision === precision)) ?? 'YEAR';
}

function readOneOf(inside: string): ReadEdtf | null {
  const members: { earliest: Day | null; latest: Day | null }[] = [];
  const units: ReadEdtf[] = [];
  for (const part of inside.split(',')) {
    const dots = part.indexOf('..');
    if (dots < 0) {
      const unit = readUnit(part);
      if (!unit) return null;
      units.push(unit);
      members.push(unit);
      continue;
    }
    const left = part.slice(0, dots);
    const right = part.slice(dots + 2);
    if (left === '' && right === '') return null;
    const from = left === '' ? null : readUnit(left);
    const to = right === '' ? null : readUnit(right);
    if ((left !== '' && !from) || (right !== '' && !to)) return null;
    if (from?.earliest && to?.latest && from.earliest > to.latest) return null;
    for (const unit of [from, to]) if (unit) units.push(unit);
    members.push({ earliest: from?.earliest ?? null, latest: to?.latest ?? null });
  }
  return {
    earliest: members.some((m) => m.earliest === null) ? null : min(members.map((m) => m.earliest as Day)),
    latest: members.some((m) => m.latest === null) ? null : max(members.map((m) => m.latest as Day)),
    precision: finest(units),
    qualified: units.some((unit) => unit.qualified),
  };
}

function readInterval(left: string, right: string): ReadEdtf | null {
  if (left === '..' && right === '..') return null;
  const from = left === '..' ? null : readUnit(left);
  const to = right === '..' ? null : readUnit(right);
  if ((left !== '..' && !from) || (right !== '..' && !to)) return null;
  if (from?.earliest && to?.latest && from.earliest > to.latest) return null;
  return {
    earliest: from?.earliest ?? null,
    latest: to?.latest ?? null,
    precision: 'PERIOD',
    qualified: (from?.qualified ?? false) || (to?.qualified ?? false),
  };
}

function min(days: readonly Day[]): Day {
  return days.reduce((a, b) => (a < b ? a : b));
}

function max(days: readonly Day[]): Day {
  return days.reduce((a, b) => (a > b ? a : b));
}

/** The EDTF text for a day, or for one of the days between two bounds (null = open). */
export function writeEdtf(earliest: Day | null, latest: Day | null): string {
  if (earliest !== null && earliest === latest) return earliest;
  return `[${earliest ?? ''}..${latest ?? ''}]`;
}
