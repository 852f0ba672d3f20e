import { isDay } from '@entente/domain';
import type { Fact } from '../days/dated-fact.js';
import { onDay } from '../days/on-day.js';
import { showDay } from '../days/show-day.js';
import { showDuration } from '../days/show-duration.js';
import { showMoney } from '../showing/money-text.js';
import { inLanguage } from '../showing/localized.js';
import { LOCALE, type Language } from '../words/language.js';
import type { Part } from './parts.js';
import type { Sentences } from './sentences/sentences.js';

type Data = Readonly<Record<string, unknown>>;

/** The value at a path of some data: `alias.use`. */
export function valueAt(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), data);
}

/** A value of an event's data in words, but for ids; null for what is not given, or has no words. */
export function shown(
  name: string,
  value: unknown,
  { words }: Sentences,
  language: Language,
): readonly Part[] | null {
  if (typeof value === 'number') return [{ text: new Intl.NumberFormat(LOCALE[language]).format(value) }];
  if (typeof value === 'string')
    return value === '' ? null : [{ text: textOfWord(name, value, words, language) }];
  if (Array.isArray(value)) {
    const texts = value.filter(isText);
    if (texts.length > 0) return unended(textShown(texts, language));
    const list = new Intl.ListFormat(LOCALE[language]);
    const known = value.filter((one) => typeof one === 'string');
    return known.length === 0 ? null : [{ text: list.format(known) }];
  }
  if (isText(value)) return unended(textShown([value], language));
  if (isFact(value)) return onDay(value, language);
  if (isMoney(value)) return [{ text: showMoney(value, language) }];
  return null;
}

/** A text that stands within a sentence, which has its own full stop. */
function unended(parts: readonly Part[] | null): readonly Part[] | null {
  return parts && parts.map((part) => ({ ...part, text: part.text.replace(/\.$/u, '') }));
}

/** A text in the language of the page, else in the one there is. */
export function textShown(
  texts: readonly { readonly text: string; readonly lang: string }[],
  language: Language,
): readonly Part[] | null {
  const best = inLanguage(texts, language);
  if (!best) return null;
  const { text, lang } = best;
  return [lang === 'und' || lang.slice(0, 2) === language ? { text } : { text, lang }];
}

function textOfWord(name: string, value: string, words: Sentences['words'], language: Language): string {
  const known = words[name]?.[value];
  if (known !== undefined) return known;
  if (/^\d{4}-/u.test(value) && isDay(value)) return showDay(value, language);
  if (/^P(?=\d|T)/u.test(value)) return showDuration(value, language);
  if (name === 'lang')
    return new Intl.DisplayNames(LOCALE[language], { type: 'language' }).of(value) ?? value;
  if (name === 'destination' && /^[A-Z]{2}$/u.test(value))
    return new Intl.DisplayNames(LOCALE[language], { type: 'region' }).of(value) ?? value;
  if (name === 'value' && /^-?\d+(\.\d+)?$/u.test(value))
    return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 20 }).format(
      value as unknown as number,
    );
  return inPlainLetters(value);
}

/** A code in words: CLUSTER_COMMITTEE. */
function inPlainLetters(code: string): string {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u.test(code) ? code.toLowerCase().replaceAll('_', ' ') : code;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is { text: string; lang: string } {
  return isObject(value) && typeof value.text === 'string' && typeof value.lang === 'string';
}

function isFact(value: unknown): value is Fact {
  return isObject(value) && typeof value.edtf === 'string' && typeof value.point === 'string';
}

function isMoney(value: unknown): value is { value: string; currency: string } {
  return isObject(value) && typeof value.currency === 'string' && typeof value.value === 'string';
}
