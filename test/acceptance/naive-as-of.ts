/**
 * A second, naive answer to "as of two dates": it reads the whole log, folds afresh in memory what was recorded up to a
 * position, and lives through every world for what the bounds of the dates allow. It shares no code with the read model, and
 * with the fold only the answer by points, which the recorded histories of `test/vectors` hold to account.
 */
import {
  foldAgreement,
  intentOn,
  roleOn,
  statusOn,
  type AgreementEvent,
  type AgreementStatus,
  type Day,
} from '@entente/domain';
import type { EventStore } from '@entente/event-store';
import {
  actIds,
  countPlacements,
  worldsOf,
  type Joined,
  type Window,
} from '../../libs/domain/src/testing/worlds.js';

/** An event of the log: where it stands and what its bytes say. */
export interface LoggedEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly event: AgreementEvent;
}

/** What is so of an agreement on a day. */
export interface NaiveAnswer {
  readonly status: AgreementStatus | 'NOT_YET' | 'UNKNOWN_TO_LEDGER';
  /** Null where living through all worlds costs too much. */
  readonly possible: readonly string[] | null;
  /** Whether each organisation is a party in all worlds, in some, in none; null where worlds say nothing. */
  readonly joined: ReadonlyMap<string, Joined> | null;
  readonly parties: readonly string[];
  /** `organisation state`, of every intent that had been declared. */
  readonly intents: readonly string[];
}

/** Reads the log as it is stored. */
export async function readLog(store: EventStore): Promise<readonly LoggedEvent[]> {
  const log = await store.readAll(null, {}, 1_000_000);
  return log.map(({ bytes, position, stream }) => {
    const { id, rev, type, occurred, effective, data } = JSON.parse(
      Buffer.from(bytes).toString('utf8'),
    ) as Record<string, unknown>;
    return {
      position: position.commit,
      stream,
      event: { id, order: rev, type, occurred, effective, data } as unknown as AgreementEvent,
    };
  });
}

/** Answers for each day of a window what is so of an agreement, from what its stream held at a position. */
export function naiveAnswers(
  events: readonly AgreementEvent[],
  window: Window,
  days: readonly Day[],
  mostPlacements: number,
): ReadonlyMap<Day, NaiveAnswer> {
  const line = foldAgreement(events);
  const passedOver = new Set(line.passedOver.map(({ event }) => event.id));
  const acts = events as unknown as Parameters<typeof worldsOf>[0];
  const counted = new Set(actIds(acts).filter((id) => !passedOver.has(id)));
  const affordable = countPlacements(acts, counted, window) <= mostPlacements;
  const worlds = affordable ? worldsOf(acts, counted, window) : null;
  if (affordable && !worlds)
    throw new Error(`no world lets count what the fold lets count: ${[...counted].join()}`);
  return new Map(
    days.map((day) => {
      const lived = worlds?.get(day);
      return [
        day,
        {
          status: statusOn(line, day).status,
          possible: lived ? [...lived.possible].toSorted() : null,
          joined: lived?.parties ?? null,
          parties: line.participations
            .filter((participation) => roleOn(participation, day)?.role === 'PARTY')
            .map(({ organizationId }) => organizationId)
            .toSorted(),
          intents: line.intents
            .flatMap((intent) => {
              const on = intentOn(intent, day);
              return on ? [`${intent.organizationId} ${on.state}`] : [];
            })
            .toSorted(),
        },
      ];
    }),
  );
}
