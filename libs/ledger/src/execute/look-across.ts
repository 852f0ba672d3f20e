import { dayInZone, isDay, referencesOf, type DecisionContext, type Reference } from '@entente/domain';
import { EventStoreError, type EventStore } from '@entente/event-store';
import type { Identifier } from '../claims/claims.js';
import type { Attempt } from './attempt.js';
import { madeIdOf } from './input.js';
import { asUnavailable } from './outage.js';

/** What only the read model can tell; it answers after it has caught up with the head of the log. */
export interface Lookups {
  similarNames(
    names: readonly string[],
  ): Promise<readonly { readonly organizationId: string; readonly name: string }[]>;
  meetingsOn(agreementId: string, earliest: string, latest: string): Promise<readonly string[]>;
}

/** Looks up what a decision needs to know of other streams (`semantics.md` section 5, Looking across). */
export type LookAcross = (attempt: Attempt, taken: readonly Identifier[]) => Promise<DecisionContext>;

/** Looks across the streams of one ledger. */
export function createLookAcross({
  store,
  lookups,
  timeZone,
  now,
}: {
  readonly store: EventStore;
  readonly lookups: Lookups;
  readonly timeZone: string;
  readonly now: () => Date;
}): LookAcross {
  const known = createExistence(store);

  const similarNamesTo = async ({ command }: Attempt): Promise<DecisionContext['similarNames']> =>
    command.name === 'registerOrganization'
      ? lookups.similarNames(command.input.names.map(({ text }) => text))
      : [];

  const sameMeetingsAs = async ({ command, commandId }: Attempt): Promise<readonly string[]> => {
    if (command.name !== 'recordMeeting' || command.input.agreementId === undefined) return [];
    const { occurredOn, agreementId, meetingId = madeIdOf(commandId) } = command.input;
    const day = occurredOn?.edtf;
    if (day === undefined || !isDay(day)) return [];
    const meetings = await lookups.meetingsOn(agreementId, day, day);
    return meetings.filter((id) => id !== meetingId);
  };

  return async (attempt, taken) => {
    const [existing, similarNames, sameMeetings] = await Promise.all([
      known(referencesOf(attempt.command)),
      asUnavailable(similarNamesTo(attempt)),
      asUnavailable(sameMeetingsAs(attempt)),
    ]);
    return {
      today: dayInZone(attempt.request.at ?? now(), timeZone),
      newId: madeIdOf(attempt.commandId),
      exists: (kind, id) => existing.has(`${kind}-${id}`),
      similarNames,
      sameMeetings,
      takenIdentifiers: taken,
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
    const streams = [...new Set(references.map(({ kind, id }) => `${kind}-${id}`))];
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
