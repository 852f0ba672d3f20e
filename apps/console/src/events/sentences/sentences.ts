import type { EventType } from '@entente/domain';

/**
 * What an event says, as a pattern. `{organizationId}` is a member of its data, shown by its name; `{a|b}` the first that is
 * there; `{name}` in brackets `[…]` is left out with all that stands beside it where it is not given. `{day}` is the day on which it
 * happened; a pattern without one gets it at its end, unless it ends with a full stop.
 */
export type Pattern = string;

/** Patterns that one member chooses among. */
export interface Choice {
  readonly by: string;
  readonly of: Readonly<Record<string, Pattern>>;
  /** Where the member is none of them, or is not given. */
  readonly other: Pattern;
}

/** What events say in one language: a sentence for each type, and the words that their data are shown with. */
export interface Sentences {
  readonly says: Readonly<Record<EventType, Pattern | Choice>>;
  /** What the types are called, for filters and where an event is only named. */
  readonly called: Readonly<Record<keyof Sentences['says'], string>>;
  /** What a subject is called: with its name `{}`, without one, and on its own page. */
  readonly subject: Readonly<
    Record<string, { readonly named: string; readonly unnamed: string; readonly own: string }>
  >;
  /** Words of members that have a few known ones, by member. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What members are called where they are corrected or amended. */
  readonly members: Readonly<Record<string, string>>;
  readonly quote: (text: string) => string;
}
