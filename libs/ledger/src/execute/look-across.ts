import {
  dayInZone,
  questionsOf,
  referencesOf,
  streamNamed,
  type Answers,
  type Claim,
  type Command,
  type DecisionContext,
  type DomainEvent,
  type Questions,
  type Reference,
} from '@entente/domain';
import { EventStoreError, type EventStore } from '@entente/event-store';
import type { Attempt } from './attempt.js';
import { madeIdOf } from './input.js';
import { asUnavailable } from './outage.js';
import { pastEventOf } from '../envelope/envelope.js';
import type { StreamReader } from '../read/stream-reader.js';

/** What only the read model can answer; it answers after it has caught up with the head of the log. */
export type Lookups = {
  readonly [Q in keyof Questions]: (asked: Questions[Q]['asked']) => Promise<Questions[Q]['answer']>;
};

/** Looks up what a decision needs to know of other streams (`semantics.md` section 5, Looking across). */
export type LookAcross = (attempt: Attempt, taken: readonly Claim[]) => Promise<DecisionContext>;

/** Looks across the streams of one ledger. */
export function createLookAcross({
  store,
  reader,
  lookups,
  timeZone,
  now,
}: {
  readonly store: EventStore;
  readonly reader: StreamReader;
  readonly lookups: Lookups;
  readonly timeZone: string;
  readonly now: () => Date;
}): LookAcross {
  const known = createExistence(store);

  const answersTo = async (command: Command): Promise<Answers> => {
    const asked = questionsOf(command);
    const [similarNames, meetingsOn] = await Promise.all([
      asked.similarNames && lookups.similarNames(asked.similarNames),
      asked.meetingsOn && lookups.meetingsOn(asked.meetingsOn),
    ]);
    return { ...(similarNames && { similarNames }), ...(meetingsOn && { meetingsOn }) };
  };

  /** The checked events of the streams that the command's rules read whole. */
  const streamsOf = async (
    references: readonly Reference[],
  ): Promise<ReadonlyMap<string, readonly DomainEvent[]>> =>
    new Map(
      await Promise.all(
        references
          .filter(({ whole }) => whole)
          .map(async ({ kind, id }) => {
            const stream = streamNamed(kind, id);
            const events = await reader.read(stream);
            return [stream, events.map(({ envelope }) => pastEventOf(envelope))] as const;
          }),
      ),
    );

  return async ({ command, commandId, request }, taken) => {
    const references = referencesOf(command);
    const [existing, streams, answers] = await Promise.all([
      known(references),
      streamsOf(references),
      asUnavailable(answersTo(command)),
    ]);
    return {
      today: dayInZone(request.at ?? now(), timeZone),
      newId: madeIdOf(commandId),
      exists: (kind, id) => existing.has(streamNamed(kind, id)),
      eventsOf: (kind, id) => streams.get(streamNamed(kind, id)) ?? [],
      taken,
      answers,
    };
  };
}

/** Which streams have a first event. It only grows, so what was seen once is remembered. */
function createExistence(
  store: EventStore,
): (references: readonly Reference[]) => Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const MOST = 100_000;
  return async (references) => {
    const streams = [...new Set(references.map(({ kind, id }) => streamNamed(kind, id)))];
    await Promise.all(
      streams.map(async (stream) => {
        if (seen.has(stream)) return;
        try {
          const events = await store.readStream(stream, 0, 'forwards', 1);
          if (events.length > 0) {
            if (seen.size >= MOST) seen.clear();
            seen.add(stream);
          }
        } catch (error) {
          if (!(error instanceof EventStoreError) || error.failure.kind !== 'STREAM_NOT_FOUND') throw error;
        }
      }),
    );
    return new Set(streams.filter((stream) => seen.has(stream)));
  };
}
