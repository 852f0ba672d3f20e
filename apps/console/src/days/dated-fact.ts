import { readEdtf, type Day } from '@entente/domain';
import { LOCALE, type Language } from '../words/language.js';
import { showDay, showMonth } from './show-day.js';

/** A day as it is known, as the ledger answers it. */
export interface Fact {
  readonly edtf: string;
  readonly point: Day;
  readonly earliest: Day | null;
  readonly latest: Day | null;
}

export type Form = 'long' | 'short';

const SAYS = {
  fr: {
    before: (day: string) => `${day} ou avant`,
    after: (day: string) => `${day} ou après`,
    between: (from: string, to: string) => `entre le ${from} et le ${to}`,
    someDayIn: (period: string) => `un jour ${/^[aàeéioôuœ]/u.test(period) ? 'd’' : 'de '}${period}`,
    someDayInYear: (year: string) => `un jour de ${year}`,
    about: (day: string) => `vers le ${day}`,
    seasons: { 21: 'printemps', 22: 'été', 23: 'automne', 24: 'hiver' },
    season: (season: string, year: string) =>
      `un jour ${season === 'printemps' ? `du ${season}` : `de l’${season}`} ${year}`,
    unknown: 'jour inconnu',
  },
  en: {
    before: (day: string) => `${day} or before`,
    after: (day: string) => `${day} or after`,
    between: (from: string, to: string) => `between ${from} and ${to}`,
    someDayIn: (period: string) => `some day in ${period}`,
    someDayInYear: (year: string) => `some day in ${year}`,
    about: (day: string) => `about ${day}`,
    seasons: { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' },
    season: (season: string, year: string) => `some day in ${season} ${year}`,
    unknown: 'day not known',
  },
} as const;

/**
 * A day as it is known, in words: “28 janvier 2025 ou avant”, “un jour de juin 2025”. `short` is for tables: “≤ 28 janv. 2025”,
 * “juin 2025”, “≈ 4 juin 2025”.
 */
export function factInWords(fact: Fact, language: Language, form: Form = 'long'): string {
  const { edtf, earliest, latest } = fact;
  const bare = edtf.replace(/[?~%]$/u, '');
  const unit = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(bare);
  if (bare !== edtf) return marked(bare, fact, language, form);
  if (unit && sameBounds(fact)) return unitInWords(bare, unit, language, form);
  const days = edtf.startsWith('[') && !edtf.includes('..') ? edtf.slice(1, -1).split(',') : [];
  if (days.length > 1 && days.every((day) => /^\d{4}-\d{2}-\d{2}$/u.test(day))) {
    const list = new Intl.ListFormat(LOCALE[language], { type: 'disjunction' });
    return list.format(days.map((day) => showDay(day, language, form)));
  }
  return bounded(earliest, latest, language, form);
}

/** True where the bounds are those that the EDTF text has by itself. */
function sameBounds({ edtf, earliest, latest }: Fact): boolean {
  const read = readEdtf(edtf);
  return read !== null && read.earliest === earliest && read.latest === latest;
}

function unitInWords(
  text: string,
  [, year = '', month, day]: RegExpExecArray,
  language: Language,
  form: Form,
): string {
  const says = SAYS[language];
  if (day !== undefined) return showDay(text, language, form);
  if (month === undefined) return form === 'short' ? year : says.someDayInYear(year);
  const number = Number(month);
  if (number > 12) {
    const season = says.seasons[number as 21 | 22 | 23 | 24];
    return form === 'short' ? `${season} ${year}` : says.season(season, year);
  }
  const named = showMonth(Number(year), number, language);
  return form === 'short' ? named : says.someDayIn(named);
}

/** A day marked uncertain is told with the days that it may be. */
function marked(bare: string, { earliest, latest }: Fact, language: Language, form: Form): string {
  const says = SAYS[language];
  const unit = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(bare);
  if (!unit) return bounded(earliest, latest, language, form);
  const words = unitInWords(bare, unit, language, 'short');
  if (form === 'short') return `≈\u00a0${words}`;
  const about = unit[3] === undefined ? `≈\u00a0${words}` : says.about(showDay(bare, language));
  return earliest !== null && latest !== null && earliest < latest
    ? `${about}, ${bounded(earliest, latest, language, form)}`
    : about;
}

function bounded(earliest: Day | null, latest: Day | null, language: Language, form: Form): string {
  const says = SAYS[language];
  const show = (day: Day) => showDay(day, language, form);
  if (earliest !== null && earliest === latest) return show(earliest);
  if (earliest !== null && latest !== null)
    return form === 'short'
      ? `${show(earliest)} – ${show(latest)}`
      : says.between(show(earliest), show(latest));
  if (latest !== null) return form === 'short' ? `≤\u00a0${show(latest)}` : says.before(show(latest));
  if (earliest !== null) return form === 'short' ? `≥\u00a0${show(earliest)}` : says.after(show(earliest));
  return says.unknown;
}
