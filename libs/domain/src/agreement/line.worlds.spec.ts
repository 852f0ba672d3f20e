import fc from 'fast-check';
import { countPlacements, dayNumber, passedOverByPoints, possibleByWorlds } from '../testing/worlds.js';
import { writeEdtf } from '../time/edtf.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import type { AgreementEvent } from './events.js';
import { foldAgreement, statusOn, type AgreementLine } from './line.js';

const DAYS = Array.from({ length: 10 }, (_, index) => dayNumber(index));
const WINDOW = { from: dayNumber(0), to: dayNumber(9) };
const ORGANIZATIONS = ['a', 'b', 'c', 'd'];
/** More placements than this cost too much to try for one history. */
const MOST_PLACEMENTS = 800;
const RUNS = { numRuns: 1000, seed: 20261123 };

function dated(first: number, last: number, point: number, open: string): UncertainDate {
  const earliest = open === 'before' ? null : dayNumber(first);
  const latest = open === 'after' ? null : dayNumber(last);
  const edtf = writeEdtf(earliest, latest);
  return { edtf, point: dayNumber(point), earliest, latest, precision: 'DAY', basis: 'STATED' };
}

/** A day from 1 to 8, exact or within five days, sometimes open at one side. */
const uncertain = fc
  .record({
    first: fc.integer({ min: 1, max: 8 }),
    width: fc.constantFrom(0, 0, 1, 2, 3, 4),
    share: fc.integer({ min: 0, max: 4 }),
    open: fc.constantFrom('no', 'no', 'no', 'no', 'before', 'after'),
  })
  .map(({ first, width, share, open }) => {
    const last = Math.min(first + width, 9);
    return dated(first, last, Math.min(first + share, last), open);
  });

const exact = fc.integer({ min: 1, max: 8 }).map((day) => dated(day, day, day, 'no'));

interface Fact {
  readonly type: string;
  readonly effective: UncertainDate;
  readonly data: object;
}

/** Facts of every type that moves an agreement, with dates as given. */
function factsOf(dates: fc.Arbitrary<UncertainDate>, lists: fc.Arbitrary<object>) {
  const fact = (type: string, data: fc.Arbitrary<object>): fc.Arbitrary<Fact> =>
    fc.record({ type: fc.constant(type), effective: dates, data });
  const organizationId = fc.constantFrom(...ORGANIZATIONS);
  return {
    signed: fact('PartnerSigned', fc.record({ organizationId })),
    acceded: fact('PartnerAcceded', fc.record({ organizationId })),
    entered: fact('AgreementEnteredIntoForce', fc.constant({ basis: 'STATED' })),
    termSet: fact('AgreementTermSet', fc.record({ endsOn: dates }, { requiredKeys: [] })),
    opened: fact('AgreementOpenedForSignature', lists),
  };
}

const withoutList = fc.constant({});
const withList = fc.subarray(ORGANIZATIONS, { minLength: 1, maxLength: 3 }).map((eligible) => ({ eligible }));

/** Facts that mostly bring an agreement into force. */
function lively(
  dates: fc.Arbitrary<UncertainDate>,
  lists: fc.Arbitrary<object>,
): fc.Arbitrary<readonly Fact[]> {
  const { signed, acceded, entered, termSet, opened } = factsOf(dates, lists);
  const more = fc.array(fc.oneof(signed, acceded, acceded, termSet, termSet, opened, entered), {
    maxLength: 3,
  });
  return fc
    .tuple(signed, signed, entered, more, fc.array(termSet, { maxLength: 1 }))
    .map(([first, second, entry, others, terms]) => [first, second, entry, ...others, ...terms]);
}

/** Facts as they come, many of which the fold passes over. */
function unruly(
  dates: fc.Arbitrary<UncertainDate>,
  lists: fc.Arbitrary<object>,
): fc.Arbitrary<readonly Fact[]> {
  const { signed, acceded, entered, termSet, opened } = factsOf(dates, lists);
  return fc.array(fc.oneof(signed, signed, entered, acceded, termSet, opened), {
    minLength: 2,
    maxLength: 6,
  });
}

function recorded(facts: readonly Fact[]): readonly AgreementEvent[] {
  return facts.map((fact, order) => {
    return {
      ...fact,
      occurred: fact.effective,
      id: `${fact.type} ${order}`,
      order,
    } as unknown as AgreementEvent;
  });
}

function histories(facts: fc.Arbitrary<readonly Fact[]>): fc.Arbitrary<readonly AgreementEvent[]> {
  return fc.tuple(exact, facts).map(([registeredOn, acts]) => {
    return recorded([
      { type: 'AgreementRegistered', effective: registeredOn, data: { agreementId: 'x' } },
      ...acts,
    ]);
  });
}

/**
 * A second term set before the entry into force stands in the chain between signings that worlds may place on either
 * side of it; the closed form keeps them where the points put them, so worlds say nothing of it.
 */
function setsATermAgainBeforeEntry({ steps }: AgreementLine): boolean {
  const entry = steps.findIndex(({ status }) => status === 'IN_FORCE');
  return steps.some(
    ({ cause, status }, index) =>
      cause.type === 'AgreementTermSet' && status !== 'EXPIRED' && (entry < 0 || index < entry),
  );
}

function answers(events: readonly AgreementEvent[]) {
  const line = foldAgreement(events);
  return DAYS.map((day) => {
    const { status, possible, since, decidedBy } = statusOn(line, day);
    return { status, possible, since, decidedBy: decidedBy.map((event) => event.id) };
  });
}

describe('the line of an agreement, against every world that the bounds of its dates allow', () => {
  for (const [name, facts] of [
    ['facts that bring it into force, open to all', lively(uncertain, withoutList)],
    ['facts that bring it into force, with a list of who may sign', lively(uncertain, withList)],
    ['facts as they come, open to all', unruly(uncertain, withoutList)],
    ['facts as they come, with a list of who may sign', unruly(uncertain, withList)],
  ] as const) {
    it(`says of each day what the worlds say: ${name}`, () => {
      fc.assert(
        fc.property(histories(facts), (events) => {
          const line = foldAgreement(events);
          fc.pre(!setsATermAgainBeforeEntry(line) && countPlacements(events, WINDOW) <= MOST_PLACEMENTS);
          const worlds = possibleByWorlds(events, WINDOW);
          fc.pre(worlds !== null);
          for (const day of DAYS)
            expect([day, ...statusOn(line, day).possible].toSorted()).toEqual(
              [day, ...(worlds?.get(day) ?? [])].toSorted(),
            );
        }),
        RUNS,
      );
    });
  }

  it('passes over the same acts as a plain fold by points', () => {
    fc.assert(
      fc.property(histories(unruly(uncertain, withList)), (events) => {
        const passedOver = foldAgreement(events).passedOver.map(({ event }) => event.id);
        expect(passedOver.toSorted()).toEqual([...passedOverByPoints(events)].toSorted());
      }),
      RUNS,
    );
  });

  it('is certain on every day when every date is exact', () => {
    fc.assert(
      fc.property(histories(lively(exact, withList)), (events) => {
        const line = foldAgreement(events);
        const worlds = possibleByWorlds(events, WINDOW);
        fc.pre(worlds !== null);
        for (const day of DAYS) {
          const { status, possible, certainty } = statusOn(line, day);
          expect({ possible, certainty }).toEqual({ possible: [status], certainty: 'CERTAIN' });
          expect([...(worlds?.get(day) ?? [])]).toEqual([status]);
        }
      }),
      RUNS,
    );
  });

  it('answers by points a status that is possible, and UNKNOWN whether in force only when that is', () => {
    fc.assert(
      fc.property(histories(unruly(uncertain, withList)), (events) => {
        const line = foldAgreement(events);
        for (const day of DAYS) {
          const { status, possible, certainty, inForce } = statusOn(line, day);
          expect(possible).toContain(status);
          expect(certainty).toBe(possible.length === 1 ? 'CERTAIN' : 'POSSIBLE');
          const told = possible.includes('IN_FORCE') ? (possible.length === 1 ? 'YES' : 'UNKNOWN') : 'NO';
          expect(inForce).toBe(told);
        }
      }),
      RUNS,
    );
  });

  it('is the same in whatever order facts of different days were recorded', () => {
    const shuffled = histories(lively(uncertain, withList)).chain((events) => {
      const places = events.map((_, index) => index);
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(places, { minLength: places.length }));
    });
    fc.assert(
      fc.property(shuffled, ([events, places]) => {
        const acts = events.filter(({ type }) => type !== 'AgreementRegistered');
        fc.pre(new Set(acts.map(({ effective }) => effective.point)).size === acts.length);
        const again = events.map((event, index) => ({ ...event, order: places[index] as number }));
        expect(answers(again.toSorted((a, b) => a.order - b.order))).toEqual(answers(events));
      }),
      RUNS,
    );
  });

  it('is the same with and without the notice of an expiry', () => {
    fc.assert(
      fc.property(histories(lively(uncertain, withoutList)), exact, (events, noticed) => {
        const notice = {
          type: 'AgreementExpired',
          id: 'notice',
          order: events.length,
          occurred: noticed,
          effective: noticed,
          data: { agreementId: 'x', lastDayInForce: noticed.point },
        } as unknown as AgreementEvent;
        expect(answers([...events, notice])).toEqual(answers(events));
      }),
      RUNS,
    );
  });
});
