import i18next, { type i18n, type ResourceLanguage } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { fr } from './fr/index.js';
import type { finding } from './fr/finding.js';
import type { board } from './fr/board.js';
import type { calendar } from './fr/calendar.js';
import type { compare } from './fr/compare.js';
import type { governance } from './fr/governance.js';
import type { importing } from './fr/importing.js';
import type { network } from './fr/network.js';
import type { organizations } from './fr/organizations.js';
import type { recording } from './fr/recording.js';
import type { settings } from './fr/settings.js';
import type { statistics } from './fr/statistics.js';
import type { verify } from './fr/verify.js';
import { keepLanguage, type Language } from './language.js';
import type { Same } from './same.js';
import { typo } from './typography.js';

/** All words; those that few pages show come with them ({@link addWords}). */
export type Words = typeof fr & {
  recording: typeof recording;
  finding: typeof finding;
  importing: typeof importing;
  network: typeof network;
  organizations: typeof organizations;
  governance: typeof governance;
  statistics: typeof statistics;
  compare: typeof compare;
  board: typeof board;
  calendar: typeof calendar;
  settings: typeof settings;
  verify: typeof verify;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame';
    resources: Words;
    returnNull: false;
  }
}

const french = {
  type: 'postProcessor' as const,
  name: 'typo',
  process: (value: string, _key: string | string[], options: { lng?: string }, translator: i18n) => {
    if (typeof value !== 'string') return value;
    // A sentence that ends with “p.m.” has one full stop.
    return (options.lng ?? translator.language) === 'fr'
      ? typo(value)
      : value.replaceAll(/\b([ap]\.m\.)\./gu, '$1');
  },
};

/** The words of a language: only those that are shown are loaded. */
async function wordsOf(language: Language): Promise<ResourceLanguage> {
  return language === 'fr' ? (await import('./fr/index.js')).fr : (await import('./en/index.js')).en;
}

/** Starts the words in a language. */
export async function startWords(language: Language): Promise<void> {
  const words = await wordsOf(language);
  await i18next
    .use(french)
    .use(initReactI18next)
    .init({
      resources: { [language]: words },
      lng: language,
      fallbackLng: false,
      ns: Object.keys(words),
      defaultNS: 'frame',
      interpolation: { escapeValue: false },
      postProcess: ['typo'],
    });
  document.documentElement.lang = language;
}

/** Adds words in both languages, as the part that is only loaded with what shows them. */
export function addWords<Part extends keyof Words>(
  part: Part,
  words: { readonly fr: Words[Part]; readonly en: Same<Words[Part]> },
): void {
  for (const [language, own] of Object.entries(words)) i18next.addResourceBundle(language, part, own);
}

/** Changes the language of everything shown, and keeps the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  for (const [part, words] of Object.entries(await wordsOf(language)))
    i18next.addResourceBundle(language, part, words);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language that is shown. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** Sets a text that the ledger gives as the language wants it. */
export function useTypo(): (text: string) => string {
  const language = useLanguage();
  return (text) => (language === 'fr' ? typo(text) : text);
}

export { useTranslation as useWords } from 'react-i18next';
