import { LOCALE, type Language } from '../words/language.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone are called at an instant, in milliseconds: HNE or EST, UTC+5:30. */
export function zoneName(at: number, language: Language, timeZone: string): string {
  const key = `${language} ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(LOCALE[language], { timeZone, timeZoneName: 'short' });
  formats.set(key, format);
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
