import type { Draft } from './drafts/draft.js';

/** What a draft is about, for lists: the kind of fact and the names of what it names. */
export function titleOf({ values, names, correcting }: Draft, called: string): string {
  const named = Object.values(values).flatMap((value) =>
    typeof value === 'string' && names[value] !== undefined ? [names[value]] : [],
  );
  return [called, ...named.toReversed(), ...(correcting ? [correcting.eventId.slice(0, 8)] : [])].join(' · ');
}
