import type { Day, UncertainDate } from '@entente/domain';
import { WORDS, type Language } from './words.js';

const FORMATS = {
  fr: new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' }),
};
const MONTHS = {
  fr: new Intl.DateTimeFormat('fr-CA', { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: 'long', timeZone: 'UTC' }),
};

/** A day in words. */
export function dayIn(day: Day, language: Language): string {
  return FORMATS[language]
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/^1 /, language === 'fr' ? '1er ' : '1 ');
}

/** A date in words, with all of its uncertainty. */
export function dateIn({ edtf, earliest, latest }: UncertainDate, language: Language): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(edtf)) return dayIn(edtf, language);
  if (/^\d{4}-\d{2}$/.test(edtf)) return MONTHS[language].format(new Date(`${edtf}-01T00:00:00Z`));
  if (/^\d{4}$/.test(edtf)) return edtf;
  const words = WORDS[language];
  if (earliest !== null && latest !== null)
    return earliest === latest
      ? `≈ ${dayIn(earliest, language)}`
      : words.between(dayIn(earliest, language), dayIn(latest, language));
  if (latest !== null) return words.notAfter(dayIn(latest, language));
  return earliest === null ? words.unknown : words.notBefore(dayIn(earliest, language));
}
