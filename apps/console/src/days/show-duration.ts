import { LOCALE, type Language } from '../words/language.js';

const UNITS = ['year', 'month', 'week', 'day'] as const;

/** A duration in words: P5Y is “5 ans”, “5 years”. What is not whole years, months, weeks and days stays as it is. */
export function showDuration(duration: string, language: Language): string {
  const read = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/u.exec(duration);
  const parts = UNITS.flatMap((unit, index) => {
    const count = read?.[index + 1];
    return count === undefined
      ? []
      : [
          new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: 'long' }).format(
            Number(count),
          ),
        ];
  });
  return parts.length === 0 ? duration : new Intl.ListFormat(LOCALE[language]).format(parts);
}
