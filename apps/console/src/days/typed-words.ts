/**
 * The words by which a typed text says how a day is known, in French and English, as they stand in a folded text. An inclusive
 * one takes the whole period with it («au plus tard en juin»); a strict one stops before it, or begins after it («avant juin»).
 */
export interface Said {
  readonly mode: 'BEFORE' | 'AFTER' | 'ABOUT';
  readonly strict: boolean;
  readonly rest: string;
}

const ARTICLE = "(?:le |la |l'|les |en |au |du |de |the )?";

const BEGINNINGS: readonly (readonly [RegExp, Said['mode'], boolean])[] = [
  [
    new RegExp(
      `^(?:au plus tard|jusqu'(?:au|a|en)|<=|≤|by|no later than|not later than|on or before|until|up to) ?${ARTICLE}`,
      'u',
    ),
    'BEFORE',
    false,
  ],
  [new RegExp(`^(?:avant|before|prior to|<) ?${ARTICLE}`, 'u'), 'BEFORE', true],
  [
    new RegExp(
      `^(?:depuis|a partir|des|au plus tot|>=|≥|since|on or after|not before|from) ?${ARTICLE}`,
      'u',
    ),
    'AFTER',
    false,
  ],
  [new RegExp(`^(?:apres|after|>) ?${ARTICLE}`, 'u'), 'AFTER', true],
  [
    new RegExp(
      `^(?:vers|environ|aux environs|aux alentours|autour|≈|~|circa|ca\\.?|c\\.|about|around|approximately|approx\\.?) ?${ARTICLE}`,
      'u',
    ),
    'ABOUT',
    false,
  ],
];

const ENDS: readonly (readonly [RegExp, Said['mode']])[] = [
  [/ ou (?:un jour d'|quelque jour )?(?:avant|plus tot)$/u, 'BEFORE'],
  [/,? or (?:some day )?(?:before|earlier)$/u, 'BEFORE'],
  [/ ou (?:un jour d')?(?:apres|plus tard)$/u, 'AFTER'],
  [/,? or (?:some day )?(?:after|later)$/u, 'AFTER'],
  [/,? (?:environ|approximativement|or so)$/u, 'ABOUT'],
];

/** Reads the words that say how a day is known, and what they are said of; null where there are none. */
export function saidOf(text: string): Said | null {
  for (const [end, mode] of ENDS)
    if (end.test(text))
      return { mode, strict: false, rest: text.replace(end, '').replace(/^(?:le|on) /u, '') };
  for (const [beginning, mode, strict] of BEGINNINGS)
    if (beginning.test(text)) return { mode, strict, rest: text.replace(beginning, '') };
  return null;
}

/** True for the words of somebody who does not know. */
export function saysUnknown(text: string): boolean {
  return /^(?:\?+|aucune idee|inconnue?|(?:je|on) ne sait? pas|on n'en sait rien|ne sais pas|no idea|unknown|not known|do(?:n't| not) know)\b|^\?+$/u.test(
    text,
  );
}

const BETWEEN: readonly RegExp[] = [
  /^(?:un jour |some day )?(?:entre|between) (?<from>.+) (?:et|and) (?<to>.+)$/u,
  /^(?:du|de|from) (?<from>.+) (?:au|a|to|until) (?<to>.+)$/u,
  /^(?<from>.+?) (?:au|jusqu'au|to|through) (?<to>.+)$/u,
  /^(?<from>.+?) ?(?:[–—]|\.\.) ?(?<to>.+)$/u,
];

/** The two ends of a range; null for a text that is none. */
export function rangeOf(text: string): readonly [string, string] | null {
  for (const pattern of BETWEEN) {
    const groups = pattern.exec(text)?.groups;
    if (groups) return [groups['from'] ?? '', groups['to'] ?? ''];
  }
  // A hyphen parts two ends only where it is not one of 2025-06-04, 2025-06 or 3-4-2025.
  if (/\d{4}-\d{1,2}\b|\d[-/.]\d{1,2}[-/.]\d/u.test(text)) return null;
  const hyphen = /^([^-]+)-([^-]+)$/u.exec(text);
  return hyphen ? [hyphen[1]?.trim() ?? '', hyphen[2]?.trim() ?? ''] : null;
}

/** The alternatives of a text, two at least; null for a text without. */
export function alternativesOf(text: string): readonly string[] | null {
  const parts = text
    .replace(/^(?:soit|either) /u, '')
    .split(/,? (?:ou|or|soit) |, (?!\d{4}\b)/u)
    .map((part) => part.trim());
  return parts.length > 1 && / (?:ou|or|soit) /u.test(text) ? parts : null;
}
