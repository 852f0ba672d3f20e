import {
  dayInZone,
  latestToday,
  questionsOf,
  referencesOf,
  streamNamed,
  type Answers,
  type Command,
  type DecisionContext,
  type DomainEvent,
  type PastEvent,
  type Questions,
  type Reference,
  type SubjectDays,
} from '@entente/domain';
import { EventStoreError, type EventStore } from '@entente/event-store';
import { linkedWith, type Edges } from '../claims/edges.js';
import type { Attempt } from './attempt.js';
import type { Unclaimed } from './holds.js';
import { eventIdOf, madeIdOf } from './input.js';
import { asUnavailable } from './outage.js';
import { factsOf, pastEventOf, type Envelope } from '../envelope/envelope.js';
import type { EventReader } from '../read/event-reader.js';
import type { StreamReader } from '../read/stream-reader.js';

/** What only the read model can answer; it answers after it has caught up with the head of the log. */
export type Lookups = {
  readonly [Q in Exclude<keyof Questions, 'linkedWith'>]: (
    asked: Questions[Q]['asked'],
  ) => Promise<Questions[Q]['answer']>;
};

/** Looks up what a decision needs to know of other streams (`semantics.md` section 5, Looking across). */
export type LookAcross = (
  attempt: Attempt,
  against: Unclaimed,
  history: readonly PastEvent[],
) => Promise<DecisionContext>;

/** What the first events of streams say of their subjects' days, by the streams' names; a stream without events has none. */
export type KnownSubjects = (references: readonly Reference[]) => Promise<ReadonlyMap<string, SubjectDays>>;

/** A stream that was read whole for a decision. */
interface ReadStream {
  readonly facts: readonly DomainEvent[];
  readonly revision: number | null;
}

/** Looks across the streams of one ledger. */
export function createLookAcross({
  known,
  reader,
  edges,
  lookups,
  timeZone,
  now,
}: {
  readonly known: KnownSubjects;
  readonly reader: Pick<StreamReader, 'read'>;
  readonly edges: Edges;
  readonly lookups: Lookups;
  readonly timeZone: string;
  readonly now: () => Date;
}): LookAcross {
  const answersTo = async (command: Command): Promise<Answers> => {
    const asked = questionsOf(command);
    const [similarNames, meetingsOn, partiesIn, linked] = await Promise.all([
      asked.similarNames && lookups.similarNames(asked.similarNames),
      asked.meetingsOn && lookups.meetingsOn(asked.meetingsOn),
      asked.partiesIn && lookups.partiesIn(asked.partiesIn),
      // By the claims, which are there at once: a signature does not wait for the read model.
      asked.linkedWith && linkedWith(edges, 'same', asked.linkedWith),
    ]);
    return {
      ...(similarNames && { similarNames }),
      ...(meetingsOn && { meetingsOn }),
      ...(partiesIn && { partiesIn }),
      ...(linked && { linkedWith: linked }),
    };
  };

  /** The checked events of the streams that the command's rules read whole, until what is read names no stream more. */
  const streamsOf = async (
    command: Command,
    history: readonly PastEvent[],
  ): Promise<ReadonlyMap<string, ReadStream>> => {
    const read = new Map<string, ReadStream>();
    for (;;) {
      const wanted = referencesOf(
        command,
        history,
        (kind, id) => read.get(streamNamed(kind, id))?.facts ?? [],
      )
        .filter(({ whole }) => whole)
        .map(({ kind, id }) => streamNamed(kind, id))
        .filter((stream) => !read.has(stream));
      if (wanted.length === 0) return read;
      const found = await Promise.all(wanted.map((stream) => reader.read(stream)));
      for (const [index, stream] of wanted.entries()) {
        const events = found[index] ?? [];
        read.set(stream, { facts: factsOf(events), revision: events.at(-1)?.envelope.rev ?? null });
      }
    }
  };

  return async ({ command, commandId, request }, against, history) => {
    const references = referencesOf(command, history);
    const [subjects, streams, answers] = await Promise.all([
      known(references),
      streamsOf(command, history),
      asUnavailable(answersTo(command)),
    ]);
    const instant = request.at ?? now();
    return {
      today: dayInZone(instant, timeZone),
      latest: latestToday(instant),
      zone: timeZone,
      ...(request.undatedUntil && { undatedUntil: request.undatedUntil }),
      newId: madeIdOf(commandId),
      eventIdAt: (index) => eventIdOf(commandId, index),
      subject: (kind, id) => subjects.get(streamNamed(kind, id)) ?? null,
      ...against,
      eventsOf: (kind, id) => streams.get(streamNamed(kind, id))?.facts ?? [],
      revisionOf: (kind, id) => streams.get(streamNamed(kind, id))?.revision ?? null,
      answers,
    };
  };
}

/** Reads the first events of streams. A stream that has one keeps it, so what was read once is remembered. */
export function createKnownSubjects(store: EventStore, events: EventReader): KnownSubjects {
  const known = new Map<string, SubjectDays>();
  const MOST = 100_000;
  const read = async (stream: string): Promise<void> => {
    try {
      const [first] = await store.readStream(stream, 0, 'forwards', 1);
      if (!first) return;
      if (known.size >= MOST) known.clear();
      known.set(stream, daysOf(events.read(first).envelope));
    } catch (error) {
      if (!(error instanceof EventStoreError) || error.failure.kind !== 'STREAM_NOT_FOUND') throw error;
    }
  };
  return async (references) => {
    const streams = [...new Set(references.map(({ kind, id }) => streamNamed(kind, id)))];
    await Promise.all(streams.filter((stream) => !known.has(stream)).map(read));
    return new Map(
      streams.flatMap((stream) => {
        const days = known.get(stream);
        return days ? [[stream, days] as const] : [];
      }),
    );
  };
}

/** What the first event of a stream says of its subject's days. */
export function daysOf(envelope: Envelope): SubjectDays {
  const event = pastEventOf(envelope);
  return {
    foundedOn: event.type === 'OrganizationRegistered' ? (event.data.foundedOn ?? null) : null,
    publishedOn: event.type === 'SourceDeposited' ? (event.data.publishedOn ?? null) : null,
  };
}
