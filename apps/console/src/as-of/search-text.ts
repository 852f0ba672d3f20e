/** Reads the part of an address after `?`: texts, and nothing that looks like a number is made one. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes the part of an address after `?`; what is not given is left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (typeof value === 'string' && value !== '') parts.set(name, value);
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}
