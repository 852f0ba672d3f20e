import { factOfType } from './catalogue.js';
import { fillIn, type Bilingual, type Language } from './rules/bilingual.js';
import { MESSAGES, type RefusalCode } from './rules/codes.js';
import { DOUBTS, LIMITS, OUTAGES, PROBLEMS, phrase } from './rules/problems.js';
import { STATUS_WORDS } from './rules/words.js';

/** The message of a code with its details filled in: what stands for words is put in the words of each language. */
export function messageOf(code: RefusalCode, details: Readonly<Record<string, unknown>> = {}): Bilingual {
  return fillIn(MESSAGES[code], (name, language) => {
    const value = details[name];
    switch (name) {
      case 'problem':
        return (phrase(PROBLEMS, value, details) ?? phrase(DOUBTS, value, details))?.[language] ?? value;
      case 'asked':
        return (phrase(OUTAGES, value, {}) ?? OUTAGES.WRITE)[language];
      case 'limit':
        return phrase(LIMITS, value, details)?.[language] ?? value;
      case 'status':
        return phrase(STATUS_WORDS, value, {})?.[language] ?? value;
      case 'events':
        return Array.isArray(value) ? value.map((event) => actInWords(event, language)) : value;
      default:
        return value;
    }
  });
}

function actInWords(event: unknown, language: Language): string {
  const { type, effectiveOn } = event as { readonly type: string; readonly effectiveOn: unknown };
  return `${factOfType(type)?.called[language] ?? type} (${String(effectiveOn)})`;
}
