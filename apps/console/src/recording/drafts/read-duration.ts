const UNITS: { readonly [word: string]: string } = {
  an: 'Y',
  ans: 'Y',
  annee: 'Y',
  annees: 'Y',
  year: 'Y',
  years: 'Y',
  mois: 'M',
  month: 'M',
  months: 'M',
  semaine: 'W',
  semaines: 'W',
  week: 'W',
  weeks: 'W',
  jour: 'D',
  jours: 'D',
  day: 'D',
  days: 'D',
};

/** Reads a length of time as people write it («5 ans», «18 months», «1 an et 6 mois») as ISO 8601; null for anything else. */
export function readDuration(text: string): string | null {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  const parts = plain
    .split(/ et | and |, | (?=\d)/u)
    .map((part) => /^(\d{1,4}) ?([a-z]+)$/u.exec(part.trim()));
  let written = 'P';
  let before = -1;
  for (const part of parts) {
    const unit = UNITS[part?.[2] ?? ''];
    const place = 'YMWD'.indexOf(unit ?? '?');
    if (unit === undefined || place <= before) return null;
    before = place;
    written += `${Number(part?.[1])}${unit}`;
  }
  return written;
}
