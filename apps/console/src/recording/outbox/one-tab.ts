import { createStore, update } from 'idb-keyval';
import { v4 as newId } from 'uuid';
import { clockHere } from '../../days/instants.js';

/** Who works at the moment, and until when that holds unless it is said again. */
interface Turn {
  readonly id: string;
  readonly until: number;
}

/** How long a turn holds: longer than a tab that nobody looks at may have to wait before it can say that it goes on. */
const TURN_MS = 90_000;
const RENEWED_EVERY_MS = 10_000;
const LOOK_AGAIN_MS = 200;

/** Turns of all tabs, where the browser has no locks. */
const TURNS = createStore('entente-turns', 'turns');

/** What this page works on, by its name: also where the browser keeps nothing. */
const here = new Set<string>();

/**
 * Does work of a name in one tab at a time. Where another one is at it, it waits; with `ifFree` it gives null at once.
 *
 * Only pages over https, or from this computer, have the browser’s own locks. Elsewhere a turn is noted in the browser’s store, which
 * every tab sees; one that was not given back, because its tab was killed, lasts a minute and a half.
 */
export async function inOneTab<T>(
  name: string,
  work: () => Promise<T>,
  { ifFree = false }: { readonly ifFree?: boolean } = {},
): Promise<T | null> {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks) return locks.request(name, { ifAvailable: ifFree }, async (lock) => (lock ? work() : null));
  while (here.has(name)) {
    if (ifFree) return null;
    await aMoment();
  }
  here.add(name);
  const id = newId();
  while (!(await take(name, id))) {
    if (ifFree) {
      here.delete(name);
      return null;
    }
    await aMoment();
  }
  const renewing = setInterval(() => void take(name, id), RENEWED_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    here.delete(name);
    await giveBack(name, id);
  }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));

/** Takes a turn, or holds it longer; false where somebody else has it. A browser that keeps nothing has nothing that two tabs could send. */
async function take(name: string, id: string): Promise<boolean> {
  let taken = true;
  await update<Turn | undefined>(
    name,
    (turn) => {
      const now = clockHere();
      // A clock that was set back makes no turn longer.
      taken = !turn || turn.id === id || turn.until < now || turn.until > now + TURN_MS;
      return taken ? { id, until: now + TURN_MS } : turn;
    },
    TURNS,
  ).catch(() => {});
  return taken;
}

async function giveBack(name: string, id: string): Promise<void> {
  await update<Turn | undefined>(name, (turn) => (turn?.id === id ? undefined : turn), TURNS).catch(() => {});
}
