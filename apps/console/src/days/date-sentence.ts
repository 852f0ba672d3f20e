import { addDays, cutAtToday, readEdtf, type Day, type UncertainDate } from '@entente/domain';
import { LOCALE, type Language } from '../words/language.js';
import { factInWords } from './dated-fact.js';
import type { DateMode } from './read-typed-date.js';
import { showDay } from './show-day.js';

/** A date that was understood and that the domain’s own rules take. */
export interface DateToSay {
  readonly mode: DateMode;
  readonly date: UncertainDate;
}

const SAYS = {
  fr: {
    DAY: (day: string) => `Le ${day}.`,
    BEFORE: (day: string) => `Le ${day} ou un jour d’avant.`,
    AFTER: (day: string) => `Le ${day} ou un jour d’après.`,
    AFTER_ACT: (day: string) => `Le ${day} ou un jour d’après, au plus tard aujourd’hui.`,
    BETWEEN: (from: string, to: string) => `Un jour entre le ${from} et le ${to}, ces deux jours compris.`,
    SOME_DAY: (period: string) => `${capital(period)} ; lequel, on ne sait pas.`,
    ABOUT: (day: string, from: string, to: string) => `Vers ${day}, entre le ${from} et le ${to}.`,
    UNKNOWN: 'On n’en sait rien : un jour jusqu’à aujourd’hui.',
    the: (day: string) => `le ${day}`,
    possible: (from: string, to: string, certain: string) =>
      `Le registre répondra « possible » du ${from} au ${to}, « certain » à partir du ${certain}.`,
    possibleUntil: (to: string, certain: string) =>
      `Le registre répondra « possible » jusqu’au ${to}, « certain » à partir du ${certain}.`,
    possibleFrom: (from: string) => `Le registre répondra « possible » à partir du ${from}.`,
  },
  en: {
    DAY: (day: string) => `On ${day}.`,
    BEFORE: (day: string) => `On ${day} or some day before.`,
    AFTER: (day: string) => `On ${day} or some day after.`,
    AFTER_ACT: (day: string) => `On ${day} or some day after, today at the latest.`,
    BETWEEN: (from: string, to: string) => `Some day between ${from} and ${to}, both included.`,
    SOME_DAY: (period: string) => `${capital(period)}; which one is not known.`,
    ABOUT: (day: string, from: string, to: string) => `About ${day}, between ${from} and ${to}.`,
    UNKNOWN: 'Not known: some day until today.',
    the: (day: string) => day,
    possible: (from: string, to: string, certain: string) =>
      `The ledger will answer “possible” from ${from} to ${to}, “certain” from ${certain} on.`,
    possibleUntil: (to: string, certain: string) =>
      `The ledger will answer “possible” until ${to}, “certain” from ${certain} on.`,
    possibleFrom: (from: string) => `The ledger will answer “possible” from ${from} on.`,
  },
} as const;

/** Reads a date back in a sentence: what was understood, so that the person sees it before it is recorded. */
export function dateSentence(
  { mode, date }: DateToSay,
  language: Language,
  { act = false }: { act?: boolean } = {},
): string {
  const says = SAYS[language];
  const show = (day: Day) => showDay(day, language);
  const { earliest, latest, edtf } = date;
  const [from, to] = [earliest && show(earliest), latest && show(latest)];
  if (mode === 'UNKNOWN') return says.UNKNOWN;
  if (mode === 'ABOUT' && from && to) return says.ABOUT(aboutWhat(edtf, language), from, to);
  if (mode === 'ONE_OF') return oneOf(edtf, language) ?? says.BETWEEN(from ?? '…', to ?? '…');
  if (mode === 'SOME_DAY') return says.SOME_DAY(factInWords(date, language));
  if (from && to) return from === to ? says.DAY(from) : says.BETWEEN(from, to);
  if (to) return says.BEFORE(to);
  return (act ? says.AFTER_ACT : says.AFTER)(from ?? '…');
}

/** On which days the ledger will answer “possible”, and from which on “certain”; null for a day that is certain. */
export function possibleSentence(
  { date }: DateToSay,
  language: Language,
  { act = false, today }: { readonly act?: boolean; readonly today: Day },
): string | null {
  const says = SAYS[language];
  const show = (day: Day) => showDay(day, language);
  const { earliest, latest } = act ? cutAtToday(date, { today, latest: today }) : date;
  if (latest === null) return earliest && says.possibleFrom(show(earliest));
  if (earliest === latest) return null;
  const before = show(addDays(latest, -1));
  return earliest === null
    ? says.possibleUntil(before, show(latest))
    : says.possible(show(earliest), before, show(latest));
}

function aboutWhat(edtf: string, language: Language): string {
  const bare = edtf.replace(/[?~%]$/u, '');
  const words = shownUnit(bare, language);
  return bare.length === 10 ? SAYS[language].the(words) : words;
}

function oneOf(edtf: string, language: Language): string | null {
  const units = edtf.slice(1, -1).split(',');
  if (!units.every((unit) => /^\d{4}(?:-\d{2}){0,2}$/u.test(unit))) return null;
  const words = units.map((unit) =>
    unit.length === 10 ? SAYS[language].the(shownUnit(unit, language)) : shownUnit(unit, language),
  );
  const list = new Intl.ListFormat(LOCALE[language], { type: 'disjunction' }).format(words);
  return language === 'en' && units[0]?.length === 10 ? `On ${list}.` : `${capital(list)}.`;
}

/** A unit by itself: «4 juin 2025», «juin 2025», «été 2025», «2025». */
function shownUnit(unit: string, language: Language): string {
  if (unit.length === 10) return showDay(unit, language);
  const { earliest = null, latest = null } = readEdtf(unit) ?? {};
  return factInWords({ edtf: unit, point: unit, earliest, latest }, language, 'short');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
