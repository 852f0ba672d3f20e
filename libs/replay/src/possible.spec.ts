import fc from 'fast-check';
import { foldAgreement, statusOn, type PastEvent } from '@entente/domain';
import { HISTORIES, type History } from '../../domain/src/testing/histories.js';
import { dayNumber } from '../../domain/src/testing/worlds.js';
import { replayStream } from './replay.js';
import type { LoggedEvent } from './facts.js';

const DAYS = Array.from({ length: 14 }, (_none, index) => dayNumber(index - 1));

/** What the replay says of each day of a history, and what the ledger's own fold says of the same. */
function saidOf(events: History) {
  const line = foldAgreement(events as unknown as readonly PastEvent[]);
  const logged = events.map((event) => ({ ...event, rev: event.order })) as unknown as readonly LoggedEvent[];
  const statements = replayStream('agreement-x', logged)?.statements ?? [];
  const said = statements.filter(({ table }) => table === 'agreement_status');
  return DAYS.flatMap((day) => {
    const found = said.find(
      ({ from, to }) => (from === '-infinity' || from <= day) && (to === 'infinity' || day < to),
    )?.values;
    if (!found) return [];
    const { status, possible, certainty, inForce } = statusOn(line, day);
    const wanted = { status, possible, certainty, in_force: inForce };
    return [{ day, found: { ...wanted, ...found }, wanted, uncertain: found['certainty'] === 'POSSIBLE' }];
  });
}

it.each(Object.keys(HISTORIES) as (keyof typeof HISTORIES)[])(
  'the status that is replayed, and all that is possible, are those of the ledger’s own fold or are left out: %s histories',
  (kind) => {
    fc.assert(
      fc.property(HISTORIES[kind], (events) => {
        const said = saidOf(events);
        expect(said.map(({ day, found }) => ({ day, ...found }))).toEqual(
          said.map(({ day, wanted }) => ({ day, ...wanted })),
        );
      }),
      { numRuns: 400, seed: 20_261_129 },
    );
  },
);

it('some of what is said of uncertain days is replayed', () => {
  const days = fc.sample(HISTORIES.lively, { numRuns: 400, seed: 20_261_129 }).flatMap(saidOf);
  expect(days.filter(({ uncertain }) => uncertain).length).toBeGreaterThan(20);
});
