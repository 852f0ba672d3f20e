import { addDays, daysBetween, readEdtf, type Day } from '@entente/domain';
import { foldTyped, readFigures, readPart, unitOf, type Part, type Unit } from './date-units.js';
import { alternativesOf, rangeOf, saidOf, saysUnknown, type Said } from './typed-words.js';

/** How a day is known, as people say it. */
export const DATE_MODES = [
  'DAY',
  'BEFORE',
  'AFTER',
  'BETWEEN',
  'SOME_DAY',
  'ABOUT',
  'ONE_OF',
  'UNKNOWN',
] as const;
export type DateMode = (typeof DATE_MODES)[number];

/** A date that was understood, as EDTF writes it; the bounds are those that a day marked uncertain was given. */
export interface Understood {
  readonly kind: 'UNDERSTOOD';
  readonly mode: DateMode;
  readonly edtf: string;
  readonly earliest?: Day;
  readonly latest?: Day;
}

/** What a typed text comes to. ASK: it can mean several days, and nobody chooses for the person. */
export type TypedDate =
  | Understood
  | { readonly kind: 'ASK'; readonly days: readonly Day[] }
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'UNREADABLE' };

const EMPTY: TypedDate = { kind: 'EMPTY' };
const UNREADABLE: TypedDate = { kind: 'UNREADABLE' };

/** Words before a period that say no more than that it is one. */
const SOME_DAY = /^(?:un jour|some ?(?:day|time)|courant|au cours|during) /u;

/**
 * Reads a day as it is known, as people write it in French or English, or as EDTF does. `mode` is the one chosen beside the
 * text: it holds where the text says none itself. `today` is the ledger’s. Whether the ledger takes the date is for
 * `resolveDate` of the domain to say.
 */
export function readTypedDate(text: string, today: Day, mode: DateMode | null = null): TypedDate {
  const trimmed = text.trim();
  if (trimmed === '') return mode === 'UNKNOWN' ? unknown(today) : EMPTY;
  if (readEdtf(trimmed)) return chosen(understoodEdtf(trimmed), mode);
  const typed = foldTyped(trimmed)
    .replace(/[.;] *$/u, '')
    .replace(/ ?[;:] ?(?:lequel|which one).*$/u, '')
    .replace(/, (?:ces deux jours compris|both included)$/u, '')
    .replace(/, (?:au plus tard aujourd'hui|today at the latest)$/u, '');
  if (saysUnknown(typed)) return unknown(today);
  const about = withMargin(typed, today);
  if (about) return about;
  const figures = readFigures(typed);
  if (figures) return fromFigures(figures, mode);
  const unit = readUnit(typed.replace(SOME_DAY, ''), today);
  if (unit !== null) return chosen(understoodUnit(unit), mode);
  const range = rangeOf(typed);
  if (range) {
    const between = readRange(range, today);
    if (between) return between;
  }
  const said = saidOf(typed);
  if (said) return readSaid(said, today);
  const alternatives = alternativesOf(typed);
  return alternatives ? readAlternatives(alternatives, today) : UNREADABLE;
}

function unknown(today: Day): Understood {
  return { kind: 'UNDERSTOOD', mode: 'UNKNOWN', edtf: `[..${today}]` };
}

function understoodUnit(unit: Unit): Understood {
  return { kind: 'UNDERSTOOD', mode: unit.length === 10 ? 'DAY' : 'SOME_DAY', edtf: unit };
}

/** EDTF as it was written; only how it is known has to be said. */
function understoodEdtf(edtf: string): Understood {
  if (/[?~%]/u.test(edtf)) return { kind: 'UNDERSTOOD', mode: 'ABOUT', edtf };
  if (/^\[[^.]*,[^.]*\]$/u.test(edtf)) return { kind: 'UNDERSTOOD', mode: 'ONE_OF', edtf };
  const open = /^(?:(?<before>\[?\.\.\/?)|.*(?<after>\.\.\]?)$)/u.exec(edtf)?.groups;
  if (open?.['before'] !== undefined) return { kind: 'UNDERSTOOD', mode: 'BEFORE', edtf };
  if (open?.['after'] !== undefined) return { kind: 'UNDERSTOOD', mode: 'AFTER', edtf };
  return /[[/]/u.test(edtf) ? { kind: 'UNDERSTOOD', mode: 'BETWEEN', edtf } : understoodUnit(edtf);
}

/** A bare unit under the mode that was chosen beside it; what says its mode itself stays as it is. */
function chosen(read: Understood, mode: DateMode | null): TypedDate {
  if (mode === null || (read.mode !== 'DAY' && read.mode !== 'SOME_DAY')) return read;
  if (mode === 'BEFORE' || mode === 'AFTER' || mode === 'ABOUT')
    return under({ mode, strict: false, rest: '' }, read.edtf);
  return read;
}

function fromFigures(days: readonly Day[], mode: DateMode | null): TypedDate {
  const [only] = days;
  if (only === undefined) return UNREADABLE;
  return days.length > 1 ? { kind: 'ASK', days } : chosen(understoodUnit(only), mode);
}

function readUnit(text: string, today: Day): Unit | null {
  const near = { "aujourd'hui": 0, today: 0, hier: -1, yesterday: -1 }[text];
  if (near !== undefined) return addDays(today, near);
  const figures = readFigures(text);
  if (figures) return figures.length === 1 ? (figures[0] ?? null) : null;
  // A winter is called by both of its years; EDTF calls it by the first.
  const part = readPart(text.replace(/^((?:l'|the )?(?:hiver|winter) \d{4})[-–/]\d{2,4}$/u, '$1'));
  return part && unitOf(part);
}

function readSaid(said: Said, today: Day): TypedDate {
  const figures = readFigures(said.rest);
  if (figures && figures.length > 1) return { kind: 'ASK', days: figures };
  const unit = readUnit(said.rest, today);
  return unit === null ? UNREADABLE : under(said, unit);
}

/** What words such as «avant» make of a unit. A day is taken with them; a month or a year only where they say so. */
function under({ mode, strict }: Said, unit: Unit): Understood {
  const bounds = readEdtf(unit);
  if (mode === 'ABOUT') return { kind: 'UNDERSTOOD', mode, edtf: `${unit}~` };
  if (mode === 'BEFORE') {
    const last = strict && unit.length < 10 && bounds?.earliest ? addDays(bounds.earliest, -1) : unit;
    return { kind: 'UNDERSTOOD', mode, edtf: `[..${last}]` };
  }
  const first = strict && unit.length < 10 && bounds?.latest ? addDays(bounds.latest, 1) : unit;
  return { kind: 'UNDERSTOOD', mode, edtf: `[${first}..]` };
}

/** Two ends, of which either may leave out what the other says: «1–10 juin 2025», «June 1–10, 2025». */
function readRange([from, to]: readonly [string, string], today: Day): TypedDate | null {
  const ends = bothUnits(from, to, today);
  if (!ends) return null;
  const [left, right] = ends;
  const edtf = `[${left}..${right}]`;
  if (left === right || !readEdtf(edtf)) return UNREADABLE;
  return { kind: 'UNDERSTOOD', mode: 'BETWEEN', edtf };
}

function bothUnits(from: string, to: string, today: Day): readonly [Unit, Unit] | null {
  const whole = [readUnit(from, today), readUnit(to, today)] as const;
  if (whole[0] !== null && whole[1] !== null) return [whole[0], whole[1]];
  const parts = [partOf(from, today), partOf(to, today)] as const;
  if (!parts[0] || !parts[1]) return null;
  const left = unitOf(completed(parts[0], parts[1]));
  const right = unitOf(completed(parts[1], parts[0]));
  return left !== null && right !== null ? [left, right] : null;
}

function partOf(text: string, today: Day): Part | null {
  const unit = readUnit(text, today);
  return readPart(unit ?? text);
}

/** A part with what its neighbour says and it does not: a month only for a bare day, a year for what has none. */
function completed(part: Part, other: Part): Part {
  const month = part.month ?? (part.season === undefined && part.day !== undefined ? other.month : undefined);
  const year = part.year ?? other.year;
  return { ...part, ...(month !== undefined && { month }), ...(year !== undefined && { year }) };
}

function readAlternatives(texts: readonly string[], today: Day): TypedDate {
  const last = partOf(texts.at(-1) ?? '', today);
  const first = partOf(texts[0] ?? '', today);
  const units = texts.map((text) => {
    const part = partOf(text, today);
    return part && last && first ? unitOf(completed(completed(part, last), first)) : null;
  });
  if (units.some((unit) => unit === null)) return UNREADABLE;
  const edtf = `[${[...new Set(units)].toSorted().join(',')}]`;
  return units.length > 1 && readEdtf(edtf) ? { kind: 'UNDERSTOOD', mode: 'ONE_OF', edtf } : UNREADABLE;
}

/** «Vers le 4 juin 2025, entre le 1er et le 10 juin 2025», «about June 4 2025 ± 3 days». */
function withMargin(text: string, today: Day): TypedDate | null {
  const [, head = '', margin = ''] =
    /^(.+?),? ?((?:entre|between) .+|(?:±|\+\/-|\+-) ?\d{1,3} ?.*)$/u.exec(text) ?? [];
  const said = margin === '' ? null : saidOf(head);
  if (said?.mode !== 'ABOUT') return null;
  const unit = readUnit(said.rest, today);
  const bounds = unit === null ? null : readEdtf(unit);
  if (unit === null || !bounds?.earliest || !bounds.latest) return UNREADABLE;
  const days = /(\d{1,3}) ?(?:jours?|days?|j|d)?$/u.exec(margin);
  const ends = /^[±+]/u.test(margin)
    ? days && ([addDays(bounds.earliest, -Number(days[1])), addDays(bounds.latest, Number(days[1]))] as const)
    : boundsOf(margin, unit, today);
  if (!ends || daysBetween(ends[0], ends[1]) < 0) return UNREADABLE;
  return { kind: 'UNDERSTOOD', mode: 'ABOUT', edtf: `${unit}~`, earliest: ends[0], latest: ends[1] };
}

/** The margin of a day: what it leaves out, the day itself says. */
function boundsOf(margin: string, unit: Unit, today: Day): readonly [Day, Day] | null {
  const range = rangeOf(margin);
  const about = readPart(unit);
  if (!range || !about) return null;
  const ends = range.map((end) => {
    const part = partOf(end, today);
    const bound = part && unitOf(completed(part, about));
    return bound ? readEdtf(bound) : null;
  });
  const [earliest, latest] = [ends[0]?.earliest, ends[1]?.latest];
  return earliest && latest ? [earliest, latest] : null;
}
