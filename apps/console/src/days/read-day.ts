import { dayOf, isDay, type Day } from '@entente/domain';

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'july', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
];

/** The month that a word names, in French or English, 1 to 12; null for any other word. */
export function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replace(/\.$/u, '');
  const index = MONTHS.findIndex((names) => names.includes(plain));
  return index < 0 ? null : index + 1;
}

/**
 * Reads a single day as people write it in either language: 2024-06-04, 4 juin 2024, June 4, 2024, 1er mai 2025. Days in
 * figures alone, such as 03/04/2025, are read only where they can mean one day. Null for anything else.
 */
export function readDay(text: string): Day | null {
  const typed = text.trim().replaceAll(/[\u00a0\u202f]/gu, ' ');
  if (isDay(typed)) return typed;
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(typed);
  if (figures) {
    const readings = new Set(
      [whole(figures[3], figures[2], figures[1]), whole(figures[3], figures[1], figures[2])].filter(
        (day) => day !== null,
      ),
    );
    return readings.size === 1 ? ([...readings][0] ?? null) : null;
  }
  const french = /^(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([\p{L}.]+),? (\d{4})$/iu.exec(typed);
  if (french) return whole(french[3], monthOf(french[2] ?? ''), french[1]);
  const english = /^([\p{L}.]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(typed);
  return english ? whole(english[3], monthOf(english[1] ?? ''), english[2]) : null;
}

function whole(
  year: string | undefined,
  month: string | number | null | undefined,
  day: string | undefined,
): Day | null {
  if (month === null || month === undefined) return null;
  const written = dayOf(Number(year), Number(month), Number(day));
  return isDay(written) ? written : null;
}
