import { useSyncExternalStore } from 'react';
import { clockHere } from '../../days/instants.js';
import { allKept, dropKept, erase, keep, readKept } from './browser-store.js';
import type { Draft } from './draft.js';

/** How long a draft that nobody touches is kept on this computer. */
export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 86_400_000;

/** Whose drafts and sendings these are: of one ledger, by one actor. */
export interface Owner {
  readonly ledgerId: string;
  readonly actor: string;
}

/** The key of something that is kept: whose it is first, so that nobody is shown what another one wrote. */
export function keyOf({ ledgerId, actor }: Owner, kind: 'draft' | 'sending', id = ''): string {
  return `${ledgerId}/${actor}/${kind}/${id}`;
}

const listeners = new Set<() => void>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('entente-recording');
channel?.addEventListener('message', () => listeners.forEach((listener) => listener()));

/** Tells every page, in this tab and in others, that what is kept has changed. */
export function changed(): void {
  listeners.forEach((listener) => listener());
  channel?.postMessage('changed');
}

/** Is told of every change of what is kept, until it says that it has enough. */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps a draft. */
export async function saveDraft(owner: Owner, draft: Draft): Promise<void> {
  await keep(keyOf(owner, 'draft', draft.id), { ...draft, touchedAt: clockHere() });
  changed();
}

/** A draft that is kept; undefined where there is none. */
export async function readDraft(owner: Owner, id: string): Promise<Draft | undefined> {
  return readKept<Draft>(keyOf(owner, 'draft', id));
}

/** Gives a draft up. */
export async function dropDraft(owner: Owner, id: string): Promise<void> {
  await dropKept(keyOf(owner, 'draft', id));
  changed();
}

/** Everything of a kind that is kept, by its key. */
export async function kept<T>(owner: Owner, kind: 'draft' | 'sending'): Promise<readonly T[]> {
  const beginning = keyOf(owner, kind);
  const all = await allKept();
  return [...all].filter(([key]) => key.startsWith(beginning)).map(([, value]) => value as T);
}

/** Takes away what nobody has touched for a month. */
export async function dropOld(owner: Owner): Promise<void> {
  const drafts = await kept<Draft>(owner, 'draft');
  const old = drafts.filter(({ touchedAt }) => touchedAt < clockHere() - KEPT_MS);
  for (const { id } of old) await dropDraft(owner, id);
}

/** Erases everything that an actor keeps on this computer; raises an error where the browser does not. */
export async function eraseAllOf(owner: Owner): Promise<void> {
  const kinds = ['draft', 'sending'] as const;
  const found = await Promise.all(kinds.map((kind) => kept<{ readonly id: string }>(owner, kind)));
  await erase(kinds.flatMap((kind, at) => (found[at] ?? []).map(({ id }) => keyOf(owner, kind, id))));
  changed();
}

/** Erases everything that anybody keeps on this computer; raises an error where the browser does not. */
export async function eraseEverything(): Promise<void> {
  await erase();
  changed();
}

/** One list for all who show it. */
class KeptList {
  list: readonly unknown[] = [];
  private readonly shown = new Set<() => void>();
  private stop = () => {};

  constructor(private readonly read: () => Promise<readonly unknown[]>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.shown.add(listener);
    if (this.shown.size === 1) this.stop = onChange(() => void this.refresh());
    void this.refresh();
    return () => {
      this.shown.delete(listener);
      if (this.shown.size === 0) this.stop();
    };
  };

  private async refresh(): Promise<void> {
    const list = await this.read();
    if (JSON.stringify(list) === JSON.stringify(this.list)) return;
    this.list = list;
    this.shown.forEach((listener) => listener());
  }
}

const lists = new Map<string, KeptList>();

/** What is kept of a kind, as it changes. */
export function useKept<T>(owner: Owner, kind: 'draft' | 'sending'): readonly T[] {
  const key = keyOf(owner, kind);
  const list = lists.get(key) ?? new KeptList(() => kept<T>(owner, kind));
  lists.set(key, list);
  return useSyncExternalStore(list.subscribe, () => list.list as readonly T[]);
}
