import { useEffect, useRef } from 'react';
import { keysAllowed } from '../settings/kept.js';

/** Where a letter is typed, chosen by or meant for what is over the page. */
const ELSEWHERE = 'input, textarea, select, [contenteditable], [role="listbox"], [role="dialog"]';

/** The key that begins the two keys of a page: `g b` goes to the desk. */
const GO = 'g';

interface Shortcut {
  readonly keys: string;
  readonly act: Act;
}

/** What keys do. False: they do nothing now, and the browser has them. */
type Act = () => unknown;

/** The shortcuts of what is shown, the latest last: of two for the same keys it is the one. */
const shortcuts: Shortcut[] = [];

/** Whether the key before was the one that begins the two keys of a page. */
let going = false;

/**
 * What a key, or two one after the other (`g b`), does while this is shown. Single keys are shortcuts where they are allowed to
 * be, alone, and while nothing takes them.
 */
export function useShortcut(keys: string, act: Act, on = true): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!on) return;
    const shortcut: Shortcut = { keys, act: () => latest.current() };
    if (shortcuts.length === 0) addEventListener('keydown', onKey);
    shortcuts.push(shortcut);
    return () => {
      shortcuts.splice(shortcuts.indexOf(shortcut), 1);
      if (shortcuts.length === 0) removeEventListener('keydown', onKey);
    };
  }, [keys, on]);
}

function onKey(event: KeyboardEvent): void {
  if (event.key === 'Shift' || event.key === 'AltGraph') return;
  const wentBefore = going;
  going = false;
  if (!isSingleKey(event)) return;
  const keys = wentBefore ? `${GO} ${event.key}` : event.key;
  const shortcut = shortcuts.findLast((one) => one.keys === keys);
  going = !shortcut && keys === GO;
  if (shortcut && shortcut.act() !== false) event.preventDefault();
}

function isSingleKey(event: KeyboardEvent): boolean {
  const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
  // Some keyboards write a bracket with a key that counts as both of these.
  const alone = !(ctrlKey || metaKey || altKey) || event.getModifierState('AltGraph');
  if (!alone || event.defaultPrevented || !keysAllowed()) return false;
  // With Shift an arrow marks text.
  if (shiftKey && key.startsWith('Arrow')) return false;
  return !(target instanceof Element && takesKeys(target));
}

/** Whether what has the focus takes keys itself: a field, a list to choose from, what is over the page. */
export function takesKeys(element: Element): boolean {
  return element.closest(ELSEWHERE) !== null;
}
