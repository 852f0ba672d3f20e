const KEYS = 'entente.keys';

/** What this browser keeps of the console: names alone, never contents. */
export interface Kept {
  /** The choices, by their names. */
  readonly choices: readonly string[];
  /** The stores with drafts and what is on its way, by their names. */
  readonly stores: readonly string[];
}

/** Whether single letters are shortcuts: yes unless they were turned off. */
export function keysAllowed(): boolean {
  return read(KEYS) !== 'off';
}

/** Keeps whether single letters are shortcuts. */
export function keepKeys(allowed: boolean): void {
  try {
    if (allowed) localStorage.removeItem(KEYS);
    else localStorage.setItem(KEYS, 'off');
  } catch {
    // A private window keeps nothing: the choice holds until the page is left.
  }
}

/** What is kept on this computer for this address. */
export async function whatIsKept(): Promise<Kept> {
  return { choices: choices(), stores: await stores() };
}

/** Erases all that is kept for this address: the choices, and the drafts. */
export async function eraseAll(): Promise<void> {
  const names = await stores();
  for (const name of names) indexedDB.deleteDatabase(name);
  try {
    localStorage.clear();
  } catch {
    // Where nothing can be kept, there is nothing to erase.
  }
}

function choices(): readonly string[] {
  try {
    return Object.keys(localStorage).toSorted();
  } catch {
    return [];
  }
}

async function stores(): Promise<readonly string[]> {
  try {
    return (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]));
  } catch {
    return [];
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
