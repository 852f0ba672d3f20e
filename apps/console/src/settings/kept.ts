import { allKept, KEEPS_NOTHING } from '../recording/drafts/browser-store.js';
import { eraseEverything } from '../recording/drafts/draft-store.js';
import { forgetDrafts } from '../recording/drafts/use-draft.js';

const KEYS = 'entente.keys';
const LOG_KEY = 'entente.log-key';

/** The choices that a browser keeps, by the names under which it does. */
const CHOICES = {
  [KEYS]: 'keys',
  [LOG_KEY]: 'logKey',
  [KEEPS_NOTHING]: 'keepNothing',
  'entente.language': 'language',
  'mantine-color-scheme-value': 'colours',
} as const;

/** What this browser keeps of the console: names and numbers alone, never contents. */
export interface Kept {
  readonly choices: readonly (typeof CHOICES)[keyof typeof CHOICES][];
  /** How many drafts and commands on their way there are. */
  readonly drafts: number;
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

/** The public key of the log that a person gave this browser; null where none was. */
export function pinnedKey(): string | null {
  return read(LOG_KEY);
}

/** Keeps the public key of the log, or with an empty text none; false where the browser keeps nothing. */
export function pinKey(text: string): boolean {
  try {
    if (text === '') localStorage.removeItem(LOG_KEY);
    else localStorage.setItem(LOG_KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** What is kept on this computer for this address. */
export async function whatIsKept(): Promise<Kept> {
  return { choices: choices(), drafts: (await allKept()).size };
}

/** Erases all that is kept for this address: the choices, and the drafts. Raises the browser’s error where it does not. */
export async function eraseAll(): Promise<void> {
  await eraseEverything();
  forgetDrafts();
  localStorage.clear();
}

function choices(): Kept['choices'] {
  return Object.entries(CHOICES).flatMap(([name, choice]) => (read(name) === null ? [] : [choice]));
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
