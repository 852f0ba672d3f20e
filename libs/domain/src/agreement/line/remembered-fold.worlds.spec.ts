import fc from 'fast-check';
import type { PastEvent } from '../../rules/decision.js';
import { HISTORIES } from '../../testing/histories.js';
import { addDays, type Day } from '../../time/day.js';
import { foldAll } from './fold.js';
import type { AgreementLine } from './line.js';
import type { LineEvent } from './line-event.js';
import { withOneMore } from './one-more.js';
import { foldOn } from './remembered-fold.js';

const RUNS = { numRuns: 7_000, seed: 20_261_128 };
const PATIENCE_MS = 600_000;

type History = readonly PastEvent[];

/** What is said of a line, without what it cost; who takes part is said in no order. */
function saidOf(events: History, fold: (events: History) => AgreementLine): object {
  const line = fold(events);
  const participations = line.participations.toSorted((a, b) => a.event.order - b.event.order);
  return { ...line, participations, tries: 0 };
}

interface Dates {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

const dayOf = (number: number): Day => addDays('2025-01-01', number);
/** An exact day, a few days, or no first day. */
const dates = (from: number, to: number): fc.Arbitrary<Dates> =>
  fc
    .tuple(
      fc.integer({ min: from, max: to }),
      fc.constantFrom(0, 0, 0, 1, 3),
      fc.nat({ max: 3 }),
      fc.constantFrom(false, false, false, false, true),
    )
    .map(([first, width, share, open]) => ({
      earliest: open ? null : dayOf(first),
      latest: dayOf(first + width),
      point: dayOf(first + Math.min(width, share)),
    }));

const joining = fc.record({
  type: fc.constantFrom('PartnerSigned', 'PartnerSigned', 'PartnerSigned', 'PartnerAcceded'),
  on: dates(2, 12),
});
const entry = dates(3, 12).chain((on) =>
  fc
    .constantFrom(on, on, on, { earliest: dayOf(0), latest: dayOf(0), point: dayOf(0) })
    .map((effective) => ({ type: 'AgreementEnteredIntoForce', on, effective, data: { basis: 'STATED' } })),
);
const term = dates(8, 18).map((endsOn) => ({
  type: 'AgreementTermSet',
  on: { earliest: dayOf(0), latest: dayOf(0), point: dayOf(0) },
  data: { endsOn },
}));
const opening = dates(0, 4).map((on) => ({ type: 'AgreementOpenedForSignature', on, data: {} }));
const other = fc
  .constantFrom(
    { type: 'PartnerIntentDeclared', data: { organizationId: 'o1', intent: 'SIGN' } },
    { type: 'EvidenceAttached', data: {} },
  )
  .map((one) => ({ ...one, on: { earliest: dayOf(1), latest: dayOf(1), point: dayOf(1) } }));

/** Many join, and little else happens: by the day on which it did more often than not. */
const CROWDS: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(joining, { minLength: 3, maxLength: 9 }),
    fc.option(entry),
    fc.option(term),
    fc.option(opening),
    fc.option(other, { freq: 1 }),
    fc.array(fc.nat({ max: 100 }), { minLength: 13, maxLength: 13 }),
    fc.boolean(),
  )
  .map(([joinings, entered, set, opened, more, places, inOrder]) => {
    const acts: readonly { type: string; on: Dates; effective?: Dates; data: object }[] = [
      ...joinings.map((one, place) => ({ ...one, data: { organizationId: `o${place}` } })),
      ...[entered, set, opened, more].filter((one) => one !== null),
    ];
    const shuffled = acts
      .map((act, place) => ({ act, key: inOrder ? act.on.point : String(places[place]).padStart(3, '0') }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ act }) => act);
    const registered = { type: 'AgreementRegistered', on: dates0, data: { kind: 'MOU', title: [] } };
    return [registered, ...shuffled].map((act, order) => {
      const { type, on, data } = act;
      const effective = 'effective' in act ? act.effective : on;
      const whole = (date: Dates) => ({ ...date, edtf: '?', precision: 'DAY', basis: 'STATED' });
      return { id: String(order), order, type, occurred: whole(on), effective: whole(effective ?? on), data };
    }) as unknown as History;
  });
const dates0: Dates = { earliest: dayOf(0), latest: dayOf(0), point: dayOf(0) };

const KINDS: Readonly<Record<string, fc.Arbitrary<History>>> = {
  crowded: CROWDS,
  ...(HISTORIES as unknown as Readonly<Record<string, fc.Arbitrary<History>>>),
};

describe('a fold that goes on from one that is known', () => {
  it.each(Object.keys(KINDS))(
    'says after each event what a fold of all says, and of an act that is judged and not recorded: %s histories',
    (kind) =>
      fc.assert(
        fc.property(KINDS[kind] as fc.Arbitrary<History>, fc.nat(), (events, place) => {
          for (let length = 1; length <= events.length; length += 1) {
            const recorded = events.slice(0, length);
            const judged = events[place % events.length] as PastEvent;
            const asked = [...recorded, { ...judged, id: 'judged', order: events.length }];
            for (const list of [recorded, asked])
              expect(saidOf(list, foldOn)).toEqual(saidOf(list, (all) => foldAll(all).line));
          }
        }),
        { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / (kind === 'crowded' ? 2 : 20)) },
      ),
    PATIENCE_MS,
  );

  it('goes on from what is known for many of the joinings', () => {
    let [all, quick] = [0, 0];
    fc.assert(
      fc.property(CROWDS, (events) => {
        for (const [place, event] of events.entries()) {
          if (!event.type.startsWith('Partner') || place < 4) continue;
          all += 1;
          const before = events.slice(0, place);
          if (withOneMore(foldAll(before), before, event as LineEvent)) quick += 1;
        }
      }),
      { ...RUNS, numRuns: 100 },
    );
    expect(quick / all).toBeGreaterThan(0.1);
  });
});
