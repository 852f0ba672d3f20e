import { factOfType } from './catalogue.js';
import { fillIn, type Bilingual, type Language } from './rules/bilingual.js';
import { MESSAGES, type RefusalCode } from './rules/codes.js';
import {
  DOUBTS,
  LIMITS,
  NOT_OPEN_BECAUSE,
  OUTAGES,
  PROBLEMS,
  UNFIT_PERIODS,
  phrase,
} from './rules/problems.js';
import { STATUS_WORDS } from './rules/words.js';

type Details = Readonly<Record<string, unknown>>;

/** The names of what details mention, by id: they stand in `details.names` where they are known. */
export type NamesById = { readonly [id: string]: Bilingual };

/**
 * The message of a code with its details filled in: what stands for words is put in the words of each language, and an id
 * that `details.names` has a name for comes after that name.
 */
export function messageOf(code: RefusalCode, details: Details = {}): Bilingual {
  const named = { fr: withNames(details, 'fr'), en: withNames(details, 'en') };
  return fillIn(MESSAGES[code], (name, language) => {
    const values = named[language];
    const value = values[name];
    switch (name) {
      case 'problem':
        return (
          (phrase(PROBLEMS, value, values) ??
            phrase(DOUBTS, value, values) ??
            phrase(UNFIT_PERIODS, value, values))?.[language] ?? value
        );
      case 'because':
        return phrase(NOT_OPEN_BECAUSE, value, values)?.[language] ?? value;
      case 'sent':
        return 'value' in values ? ` (${String(values['value'])})` : '';
      case 'asked':
        return (phrase(OUTAGES, value, {}) ?? OUTAGES.WRITE)[language];
      case 'limit':
        return phrase(LIMITS, value, values)?.[language] ?? value;
      case 'status':
        return phrase(STATUS_WORDS, value, {})?.[language] ?? value;
      case 'events':
        return Array.isArray(value) ? value.map((event) => actInWords(event, language)) : value;
      default:
        return value;
    }
  });
}

function withNames(details: Details, language: Language): Details {
  const names = details['names'] as NamesById | undefined;
  if (!names) return details;
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    const name = typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : undefined;
    return name ? `${name[language]} (${String(value)})` : value;
  };
  return Object.fromEntries(Object.entries(details).map(([member, value]) => [member, named(value)]));
}

function actInWords(event: unknown, language: Language): string {
  const { type, effectiveOn } = event as { readonly type: string; readonly effectiveOn: unknown };
  return `${factOfType(type)?.called[language] ?? type} (${String(effectiveOn)})`;
}
