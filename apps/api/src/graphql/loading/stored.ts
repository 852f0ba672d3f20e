import type { EventStore, StoredEvent } from '@entente/event-store';

/** The place of an event in the log. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
}

/** Events of a stream that lie no further apart are read at once, with those between them. */
const APART = 16;

/**
 * Events as they are stored, each stream read once for those that lie near each other; null where there is none. What keeps a
 * stream from being read is an error in the place of its events.
 */
export async function readStored(
  store: Pick<EventStore, 'readStream'>,
  places: readonly Place[],
): Promise<readonly (StoredEvent | null | Error)[]> {
  const found = new Map<string, StoredEvent | Error>();
  const reading = runsOf(places).map(async ({ stream, revisions }) => {
    const [from = 0, to = from] = [revisions[0], revisions.at(-1)];
    try {
      for (const event of await store.readStream(stream, from, 'forwards', to - from + 1))
        found.set(nameOf({ stream, revision: event.revision }), event);
    } catch (error) {
      for (const revision of revisions) found.set(nameOf({ stream, revision }), error as Error);
    }
  });
  await Promise.all(reading);
  return places.map((place) => found.get(nameOf(place)) ?? null);
}

export function nameOf({ stream, revision }: Place): string {
  return `${stream}@${revision}`;
}

/** The revisions of each stream in their order, parted where they lie far apart. */
function runsOf(
  places: readonly Place[],
): readonly { readonly stream: string; readonly revisions: readonly number[] }[] {
  const streams = Map.groupBy(places, ({ stream }) => stream);
  return [...streams].flatMap(([stream, of]) => {
    const runs: number[][] = [];
    for (const revision of of.map((place) => place.revision).toSorted((a, b) => a - b)) {
      const last = runs.at(-1);
      if (last && revision - (last.at(-1) ?? 0) <= APART) last.push(revision);
      else runs.push([revision]);
    }
    return runs.map((revisions) => ({ stream, revisions }));
  });
}
