/** The two languages of the console. */
export type Language = 'fr' | 'en';

export const LANGUAGES: readonly Language[] = ['fr', 'en'];

/** What Intl is asked for. The browser's own setting is never handed on: some are no language that Intl knows. */
export const LOCALE: Readonly<Record<Language, string>> = { fr: 'fr-CA', en: 'en-CA' };

const KEPT = 'entente.language';

/** The language to begin with: that of the link, else the one chosen last, else the browser's where it is French, else English. */
export function firstLanguage(search: string): Language {
  const asked = new URLSearchParams(search).get('lang') ?? read(KEPT);
  if (asked === 'fr' || asked === 'en') return asked;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('fr')) ? 'fr' : 'en';
}

/** Keeps the choice for the next visit; where the browser keeps nothing, it holds for this one. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Private windows of some browsers refuse: the choice is then asked for again.
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
