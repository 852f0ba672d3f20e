import { LOCALE, type Language } from '../words/language.js';

/** A country by its code of two letters (ISO 3166-1); what is none stays as it is. */
export function countryName(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/u.test(code)) return code;
  return new Intl.DisplayNames(LOCALE[language], { type: 'region' }).of(code) ?? code;
}

/** A language by its code (BCP 47), in the language of the page. */
export function languageName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames(LOCALE[language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
