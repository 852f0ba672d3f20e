/** Where each stream of a log ends, as far as it was read. */
export interface StreamEnds {
  /** How many streams there are. */
  readonly count: number;
  /** The number of a stream, which is its own from the first time that it is asked for. */
  of(stream: string): number;
  /** The revision of its last event; -1 where it has none yet. */
  revision(stream: number): number;
  /** The hash of its last event, in hexadecimal digits; null where it has none yet. */
  hash(stream: number): string | null;
  /** When its last event says that it was recorded; empty where it has none yet. */
  recorded(stream: number): string;
  /** An event is the last one now. */
  move(
    stream: number,
    end: { readonly revision: number; readonly hash: string; readonly recorded: string },
  ): void;
}

/** No streams yet. Of each a line of a table is kept beside its name, and no object. */
export function createStreamEnds(): StreamEnds {
  const numbers = new Map<string, number>();
  const revisions: number[] = [];
  const hashes: (string | null)[] = [];
  const instants: string[] = [];
  return {
    get count() {
      return numbers.size;
    },
    of(stream) {
      const known = numbers.get(stream);
      if (known !== undefined) return known;
      const next = numbers.size;
      numbers.set(stream, next);
      revisions.push(-1);
      hashes.push(null);
      instants.push('');
      return next;
    },
    revision: (stream) => revisions[stream] ?? -1,
    hash: (stream) => hashes[stream] ?? null,
    recorded: (stream) => instants[stream] ?? '',
    move(stream, { revision, hash, recorded }) {
      revisions[stream] = revision;
      hashes[stream] = hash;
      instants[stream] = recorded;
    },
  };
}
