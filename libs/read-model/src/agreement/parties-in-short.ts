import { growing, type Day, type Participation } from '@entente/domain';

/** What is asked of the participations of an agreement at each of its events, without going through them all. */
export interface PartiesInShort {
  /** The first days on which parties began, as many as are counted. */
  readonly firstBegun: readonly Day[];
  /** Those that left. */
  readonly left: readonly Participation[];
  readonly someEnded: boolean;
}

/** How many parties matter to a status: a question asks whether there are two. */
export const MOST_COUNTED = 2;

/** Participations in short; what was said of those before is kept. */
export const partiesInShort: (participations: readonly Participation[]) => PartiesInShort = growing<
  Participation,
  PartiesInShort
>((come, before) => {
  const parties = come.filter(({ as }) => as === 'PARTY');
  const begun = parties.map(({ began }) => began.point);
  return {
    firstBegun: [...(before?.firstBegun ?? []), ...begun].toSorted().slice(0, MOST_COUNTED),
    left: [...(before?.left ?? []), ...come.filter(({ left }) => left !== null)],
    someEnded: (before?.someEnded ?? false) || parties.some(({ ended }) => ended !== null),
  };
});
