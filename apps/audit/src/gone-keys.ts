/** A key that the vault has no more. ERASED: it was destroyed, for that person where that is written down. LOST: nobody destroyed it. */
export interface GoneKey {
  readonly kid: string;
  readonly state: 'ERASED' | 'LOST';
  readonly person: string | null;
}

/** Reads a list of keys that are gone, one JSON object on each line; null where it does not have that form. */
export function goneKeysIn(text: string): readonly GoneKey[] | null {
  const keys = text
    .split('\n')
    .filter((line) => line !== '')
    .map(readKey);
  return keys.every((key) => key !== null) ? keys : null;
}

function readKey(line: string): GoneKey | null {
  try {
    const { kid, state, person } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const whole =
      typeof kid === 'string' &&
      (state === 'ERASED' || state === 'LOST') &&
      (person === null || typeof person === 'string');
    return whole ? { kid, state, person } : null;
  } catch {
    return null;
  }
}
