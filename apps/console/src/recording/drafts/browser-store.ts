import { clear, createStore, del, delMany, entries, get, set } from 'idb-keyval';
import { useSyncExternalStore } from 'react';

/** Where drafts and what is on its way are kept on this computer. */
const STORE = createStore('entente-recording', 'kept');

/** What the browser could not keep, by its key; undefined for what it could not take away. It lasts as long as the page. */
const unkept = new Map<string, unknown>();
const listeners = new Set<() => void>();
let failing = false;

/** Under what a browser keeps that a person wants nothing of what is written to be kept on this computer. */
export const KEEPS_NOTHING = 'entente.keeps-nothing';

/** Whether a person wants nothing of what is written to be kept on this computer. */
export function wantsNothingKept(): boolean {
  try {
    return localStorage.getItem(KEEPS_NOTHING) !== null;
  } catch {
    return false;
  }
}

/** From now on nothing is kept on this computer: what was is erased there, and lasts as long as the page. Raises the browser’s error. */
export async function keepNothing(): Promise<void> {
  localStorage.setItem(KEEPS_NOTHING, 'yes');
  const there = await entries<string, unknown>(STORE);
  for (const [key, value] of there) if (!unkept.has(key)) unkept.set(key, value);
  await clear(STORE);
  note(true);
}

/** From now on the browser keeps again what is written, and what has been since. */
export async function keepAgain(): Promise<void> {
  localStorage.removeItem(KEEPS_NOTHING);
  for (const [key, value] of unkept) await (value === undefined ? dropKept(key) : keep(key, value));
  note(unkept.size > 0);
}

function note(fails: boolean): void {
  if (fails === failing) return;
  failing = fails;
  listeners.forEach((listener) => listener());
}

/** Does something with the browser’s store; where that fails, the page goes on with what it has in memory, and says so. */
async function tryTo<T>(work: () => Promise<T>, instead: T): Promise<T> {
  try {
    if (wantsNothingKept()) throw new Error('nothing is to be kept');
    return await work();
  } catch {
    note(true);
    return instead;
  }
}

/** Keeps a value. */
export async function keep(key: string, value: unknown): Promise<void> {
  unkept.set(key, value);
  await tryTo(async () => {
    await set(key, value, STORE);
    // Something newer may have come meanwhile.
    if (unkept.get(key) === value) unkept.delete(key);
    note(unkept.size > 0);
  }, undefined);
}

/** A value that is kept; undefined where there is none. */
export async function readKept<T>(key: string): Promise<T | undefined> {
  if (unkept.has(key)) return unkept.get(key) as T | undefined;
  return tryTo(() => get<T>(key, STORE), undefined);
}

/** Takes a value away. */
export async function dropKept(key: string): Promise<void> {
  unkept.set(key, undefined);
  await tryTo(async () => {
    await del(key, STORE);
    unkept.delete(key);
  }, undefined);
}

/** All that is kept, by its key. */
export async function allKept(): Promise<ReadonlyMap<string, unknown>> {
  const there = await tryTo(() => entries<string, unknown>(STORE), []);
  return new Map([...there, ...unkept].filter(([, value]) => value !== undefined));
}

/** Erases what is kept under some keys, or all of it. Unlike the others it raises the browser’s error: nobody is told that it is gone while it is there. */
export async function erase(keys?: readonly string[]): Promise<void> {
  await (keys ? delMany([...keys], STORE) : clear(STORE));
  for (const key of keys ?? [...unkept.keys()]) unkept.delete(key);
}

/** Whether the browser keeps nothing at the moment, by itself or because that was asked for: what is written then lasts as long as the page. */
export function useStoreFails(): boolean {
  return useSyncExternalStore(subscribe, () => failing);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
