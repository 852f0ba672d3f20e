import type { Caller } from './role.js';

/** How long a caller is remembered. A revocation by another process may take this long to work. */
const REMEMBERED_MS = 1_000;
const MOST_REMEMBERED = 1_000;

/** Callers that were recognised a moment ago, by what they presented: it is looked up once a second, not at each request. */
export interface KnownCallers {
  get(presented: string): Caller | null;
  set(presented: string, caller: Caller): void;
  /** Forgets one thing that is presented. */
  drop(presented: string): void;
  /** Forgets whatever presents a token. */
  forget(tokenId: string): void;
}

/** @param now milliseconds that never go back */
export function rememberCallers(now: () => number): KnownCallers {
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return {
    get: (presented) => {
      const found = known.get(presented);
      return found && found.until > now() ? found.caller : null;
    },
    set: (presented, caller) => {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(presented, { caller, until: now() + REMEMBERED_MS });
    },
    drop: (presented) => void known.delete(presented),
    forget: (tokenId) => {
      for (const [presented, { caller }] of known) if (caller.tokenId === tokenId) known.delete(presented);
    },
  };
}
