import fc from 'fast-check';
import type { PastEvent } from '../../rules/decision.js';
import { HISTORIES, HISTORY_WINDOW, type History } from '../../testing/histories.js';
import { actIds, actsThatCount, dayNumber, worldsOf, type Joined } from '../../testing/worlds.js';
import type { Day } from '../../time/day.js';
import { foldAgreement, statusOn, type AgreementLine } from './index.js';

const RUNS = { numRuns: 7_000, seed: 20_261_128 };
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

/** What a line says of a history, and what its worlds say: what both say is the same. */
function saidOf(events: History) {
  const line = fold(events);
  const counted = countedBy(line, events);
  const worlds = worldsOf(events, counted, HISTORY_WINDOW);
  return DAYS.map((day) => {
    const { status, possible, since } = statusOn(line, day);
    const world = worlds?.get(day);
    const parties = [...(world?.parties ?? [])];
    return {
      found: {
        day,
        possible: [...possible].toSorted(),
        parties: parties.map(([id]) => [id, joinedOn(line, day, id)] as const),
        isPossible: possible.includes(status),
        heldSince: since === null ? status : statusOn(line, since.point).status,
      },
      wanted: {
        day,
        possible: [...(world?.possible ?? [])].toSorted(),
        parties,
        isPossible: true,
        heldSince: status,
      },
    };
  });
}

/** Which acts a line counts, and which some placement of those that count lets in. */
function countedOf(events: History) {
  return {
    found: [...countedBy(fold(events), events)].toSorted(),
    wanted: [...actsThatCount(events)].toSorted(),
  };
}

describe('the line of an agreement, against every world that the bounds of its dates allow', () => {
  it.each(Object.keys(HISTORIES) as (keyof typeof HISTORIES)[])(
    'passes over what no placement lets in; says of each day what may be, who has joined and perhaps, and by points what may be and since when: %s histories',
    (kind) =>
      fc.assert(
        fc.property(HISTORIES[kind], (events) => {
          const [counted, days] = [countedOf(events), saidOf(events)];
          expect({ counted: counted.found, days: days.map(({ found }) => found) }).toEqual({
            counted: counted.wanted,
            days: days.map(({ wanted }) => wanted),
          });
        }),
        RUNS,
      ),
    PATIENCE_MS,
  );
});
