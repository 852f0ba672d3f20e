import type { Bilingual } from '@entente/domain';
import type { ColumnSpec, DateForm } from '../profile/profile.js';

const FORMS: { readonly [F in DateForm]: Bilingual } = {
  ISO: { fr: '2025-01-28', en: '2025-01-28' },
  DMY: { fr: '28/01/2025', en: '28/01/2025' },
  MDY: { fr: '01/28/2025', en: '01/28/2025' },
  SLASHED: { fr: '28/01/2025 ou 01/28/2025', en: '28/01/2025 or 01/28/2025' },
  NAMED: { fr: '28 janvier 2025', en: 'January 28, 2025' },
  SERIAL: { fr: '45685 (jour d’un classeur)', en: '45685 (day of a workbook)' },
  YEAR_MONTH: { fr: '2025-01', en: '2025-01' },
  YEAR: { fr: '2025', en: '2025' },
  RANGE: { fr: '2019–2021', en: '2019–2021' },
};

/** What a column of dates accepts, by examples. */
export function acceptedDates({ dates = [], absent, sentinels }: ColumnSpec): Bilingual {
  const others = [...absent, ...Object.keys(sentinels)];
  const listed = (language: keyof Bilingual) =>
    [...dates.map((form) => FORMS[form][language]), ...others].join(', ');
  return { fr: listed('fr'), en: listed('en') };
}

/** What a column of words accepts. */
export function acceptedWords({ words = {}, patterns = [], absent, sentinels }: ColumnSpec): string {
  return [
    ...Object.keys(words),
    ...patterns.map(({ matches }) => `/${matches}/`),
    ...absent,
    ...Object.keys(sentinels),
  ].join(', ');
}

/** What a column accepts; null for any text. */
export function acceptedIn(spec: ColumnSpec): Bilingual | null {
  if (spec.dates) return acceptedDates(spec);
  if (!spec.words && !spec.patterns) return null;
  const words = acceptedWords(spec);
  return { fr: words, en: words };
}
