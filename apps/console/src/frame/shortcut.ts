import { keysAllowed } from '../settings/kept.js';

/** Where a letter is typed, chosen by or meant for what is over the page. */
const ELSEWHERE = 'input, textarea, select, [contenteditable], [role="listbox"], [role="dialog"]';

/** Whether a key is the shortcut of a letter: single letters are where they are allowed to be, alone, and nothing takes them. */
export function isShortcut(event: KeyboardEvent, letter: string): boolean {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (key !== letter || ctrlKey || metaKey || altKey || !keysAllowed()) return false;
  return !(target instanceof Element && target.closest(ELSEWHERE));
}
