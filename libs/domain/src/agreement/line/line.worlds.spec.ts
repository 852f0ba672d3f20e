import fc from 'fast-check';
import type { PastEvent } from '../../rules/decision.js';
import { HISTORIES, HISTORY_WINDOW, type History } from '../../testing/histories.js';
import { actIds, actsThatCount, dayNumber, worldsOf, type Joined } from '../../testing/worlds.js';
import type { Day } from '../../time/day.js';
import { foldAgreement, statusOn, type AgreementLine } from './index.js';

/** A hundred histories in the unit tier; the jest project `worlds` asks for more. */
const TRIED = (globalThis as { readonly HISTORIES_TRIED?: number }).HISTORIES_TRIED ?? 100;
const RUNS = { numRuns: Math.ceil(TRIED / 3), seed: 20_261_128 };
const PATIENCE_MS = 600_000;
const DAYS = Array.from({ length: 12 }, (_, index) => dayNumber(index));

function fold(events: History): AgreementLine {
  return foldAgreement(events as unknown as readonly PastEvent[]);
}

function countedBy(line: AgreementLine, events: History): ReadonlySet<string> {
  const passedOver = line.passedOver.map(({ event }) => event.id);
  return new Set(actIds(events).filter((id) => !passedOver.includes(id)));
}

/** Whether an organisation has joined by a day: for sure from its latest day, perhaps from its earliest. */
function joinedOn(line: AgreementLine, day: Day, organizationId: string): Joined {
  const party = line.participations.find(
    (one) => one.as === 'PARTY' && one.organizationId === organizationId,
  );
  if (!party || (party.began.earliest !== null && day < party.began.earliest)) return null;
  return party.began.latest !== null && party.began.latest <= day ? 'PARTY' : 'POSSIBLE';
}

/** Tries random histories of each kind; what is found and what is wanted come with the day that they are of. */
function expectForAll(
  kind: keyof typeof HISTORIES,
  compare: (events: History) => { readonly found: unknown; readonly wanted: unknown },
): void {
  fc.assert(
    fc.property(HISTORIES[kind], (events) => {
      const { found, wanted } = compare(events);
      expect(found).toEqual(wanted);
    }),
    RUNS,
  );
}

describe('the line of an agreement, against every world that the bounds of its dates allow', () => {
  const kinds = Object.keys(HISTORIES) as (keyof typeof HISTORIES)[];

  it.each(kinds)(
    'passes over exactly the acts that no placement of those that count lets in: %s histories',
    (kind) =>
      expectForAll(kind, (events) => ({
        found: [...countedBy(fold(events), events)].toSorted(),
        wanted: [...actsThatCount(events)].toSorted(),
      })),
    PATIENCE_MS,
  );

  it.each(kinds)(
    'says that possible of each day which some world holds: %s histories',
    (kind) =>
      expectForAll(kind, (events) => {
        const line = fold(events);
        const worlds = worldsOf(events, countedBy(line, events), HISTORY_WINDOW);
        return {
          found: DAYS.map((day) => [day, ...statusOn(line, day).possible.toSorted()]),
          wanted: DAYS.map((day) => [day, ...[...(worlds?.get(day)?.possible ?? [])].toSorted()]),
        };
      }),
    PATIENCE_MS,
  );

  it.each(kinds)(
    'says of each day which organisations have joined, and which perhaps: %s histories',
    (kind) =>
      expectForAll(kind, (events) => {
        const line = fold(events);
        const worlds = worldsOf(events, countedBy(line, events), HISTORY_WINDOW);
        const wanted = DAYS.map((day) => [day, ...(worlds?.get(day)?.parties ?? [])]);
        const found = DAYS.map((day) => [
          day,
          ...[...(worlds?.get(day)?.parties.keys() ?? [])].map((id) => [id, joinedOn(line, day, id)]),
        ]);
        return { found, wanted };
      }),
    PATIENCE_MS,
  );

  it.each(kinds)(
    'answers by points a status that is possible, and that held since the day it names: %s histories',
    (kind) =>
      expectForAll(kind, (events) => {
        const line = fold(events);
        const answers = DAYS.map((day) => ({ day, ...statusOn(line, day) }));
        return {
          found: answers.map(({ day, status, possible, since }) => ({
            day,
            isPossible: possible.includes(status),
            heldSince: since === null ? status : statusOn(line, since.point).status,
          })),
          wanted: answers.map(({ day, status }) => ({ day, isPossible: true, heldSince: status })),
        };
      }),
    PATIENCE_MS,
  );
});
