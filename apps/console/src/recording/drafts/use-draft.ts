import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, saveDraft, type Owner } from './draft-store.js';
import type { Draft } from './draft.js';

/** How long after a change a draft is kept. */
const SAVE_MS = 150;

/** Drafts that were begun and of which nothing is kept yet: an empty form leaves no trace. */
const fresh = new Map<string, Draft>();

/** Begins a draft. */
export function begin(draft: Draft): Draft {
  fresh.set(draft.id, draft);
  return draft;
}

/** Lets go of all drafts in memory: they were erased. */
export function forgetDrafts(): void {
  fresh.clear();
}

/** A draft that is being written, kept at every change. `undefined` while it is read, null where there is none. */
export function useDraft(
  owner: Owner,
  id: string,
): {
  readonly draft: Draft | null | undefined;
  readonly change: (change: (draft: Draft) => Draft) => void;
  /** Keeps nothing more of it: it is on its way. */
  readonly release: () => void;
} {
  const [draft, setDraft] = useState<Draft | null | undefined>(() => fresh.get(id));
  const unsaved = useRef<Draft | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useCallback(() => {
    clearTimeout(timer.current);
    const left = unsaved.current;
    unsaved.current = null;
    if (left) void saveDraft(owner, left);
  }, [owner]);
  useEffect(() => {
    if (fresh.has(id)) return;
    void readDraft(owner, id).then((found) => setDraft(found ?? null));
  }, [owner, id]);
  useEffect(() => {
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      save();
    };
  }, [save]);
  const change = useCallback(
    (make: (before: Draft) => Draft) => {
      setDraft((before) => {
        if (!before) return before;
        const after = make(before);
        fresh.set(after.id, after);
        unsaved.current = after;
        clearTimeout(timer.current);
        timer.current = setTimeout(save, SAVE_MS);
        return after;
      });
    },
    [save],
  );
  const release = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = null;
  }, []);
  return { draft, change, release };
}
