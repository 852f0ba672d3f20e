import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Day } from '../time/day.js';
import type { HistoryDate, HistoryEvent } from './acts.js';
import { HISTORIES, HISTORY_WINDOW } from './histories.js';
import {
  actIds,
  actsThatCount,
  countPlacements,
  dayNumber,
  haveWorld,
  worldsOf,
  wronglyPassedOver,
  type Joined,
} from './worlds.js';

type VectorDate = Day | HistoryDate;

interface VectorFact {
  readonly type: string;
  readonly order: number;
  readonly occurred: VectorDate;
  readonly effective?: VectorDate;
  readonly endsOn?: VectorDate;
  readonly newEndsOn?: VectorDate;
}

interface Vector {
  readonly id: string;
  readonly registration: { readonly bindingOn: 'SIGNATURE' | 'RATIFICATION' };
  readonly facts: readonly VectorFact[];
  readonly expect: {
    readonly counts: readonly number[];
    readonly days: readonly (readonly [Day, string, readonly string[]])[];
    readonly parties: Readonly<Record<string, readonly (readonly [Day, Joined])[]>>;
  };
}

const VECTORS = new URL('../../../../test/vectors/line-vectors.json', import.meta.url);
const { histories } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { histories: readonly Vector[] };
const DAYS = Array.from({ length: 12 }, (_, index) => dayNumber(index));

function dateOf(date: VectorDate): HistoryDate {
  return typeof date === 'string' ? { earliest: date, latest: date, point: date } : date;
}

function eventsOf({ registration, facts }: Vector): readonly HistoryEvent[] {
  const longBefore = dateOf('2010-01-01');
  return [
    {
      id: 'registration',
      type: 'AgreementRegistered',
      order: -1,
      occurred: longBefore,
      effective: longBefore,
      data: registration,
    },
    ...facts.map((fact) => ({
      id: `${fact.order}`,
      type: fact.type,
      order: fact.order,
      occurred: dateOf(fact.occurred),
      effective: dateOf(fact.effective ?? fact.occurred),
      data: {
        ...fact,
        ...(fact.endsOn ? { endsOn: dateOf(fact.endsOn) } : {}),
        ...(fact.newEndsOn ? { newEndsOn: dateOf(fact.newEndsOn) } : {}),
      },
    })),
  ];
}

function countedIn({ expect: { counts } }: Vector): ReadonlySet<string> {
  return new Set(counts.map(String));
}

/** The row that holds on a day, of those that say only where the answer changes. */
function rowOn<Row extends readonly [Day, ...unknown[]]>(rows: readonly Row[], day: Day): Row | undefined {
  return rows.findLast(([from]) => from <= day);
}

describe('every world, against the answers that were confirmed by another simulation', () => {
  const worldsById = new Map<string, ReturnType<typeof worldsOf>>();

  beforeAll(() => {
    for (const vector of histories)
      worldsById.set(vector.id, worldsOf(eventsOf(vector), countedIn(vector), HISTORY_WINDOW));
  });

  it('knows the statuses that are possible on each day of each history', () => {
    for (const vector of histories) {
      const worlds = worldsById.get(vector.id);
      const found = DAYS.map((day) => [vector.id, day, [...(worlds?.get(day)?.possible ?? [])].toSorted()]);
      const wanted = DAYS.map((day) => [
        vector.id,
        day,
        [...(rowOn(vector.expect.days, day)?.[2] ?? [])].toSorted(),
      ]);
      expect(found).toEqual(wanted);
    }
  });

  it('knows of each organisation whether it has joined', () => {
    let compared = 0;
    for (const vector of histories) {
      const worlds = worldsById.get(vector.id);
      for (const [organization, rows] of Object.entries(vector.expect.parties)) {
        const found = DAYS.map((day) => [
          vector.id,
          day,
          worlds?.get(day)?.parties.get(organization) ?? null,
        ]);
        expect(found).toEqual(DAYS.map((day) => [vector.id, day, rowOn(rows, day)?.[1]]));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(2500);
  });

  it('lets the same acts count, and finds no placement that lets another in', () => {
    for (const vector of histories) {
      const events = eventsOf(vector);
      const counted = [...actsThatCount(events)].toSorted((a, b) => Number(a) - Number(b));
      expect([vector.id, counted]).toEqual([vector.id, vector.expect.counts.map(String)]);
      expect([vector.id, wronglyPassedOver(events, countedIn(vector))]).toEqual([vector.id, []]);
    }
  });
});

function recorded(type: string, date: VectorDate, data: object = {}): HistoryEvent {
  const effective = dateOf(date);
  return { id: `${type} ${JSON.stringify(data)}`, type, order: 0, occurred: effective, effective, data };
}

describe('a history of a few acts', () => {
  const registered = recorded('AgreementRegistered', '2019-01-01');
  const signedByA = recorded('PartnerSigned', '2020-01-02', { organizationId: 'a' });
  const signedByB = recorded(
    'PartnerSigned',
    { earliest: '2020-01-03', latest: '2020-01-04', point: '2020-01-03' },
    { organizationId: 'b' },
  );
  const entered = recorded('AgreementEnteredIntoForce', '2020-01-03');
  const all = (events: readonly HistoryEvent[]) => new Set(actIds(events));

  it('has as many placements as the bounds of its acts and of their ends allow', () => {
    const term = recorded('AgreementTermSet', '2020-01-01', {
      endsOn: { earliest: '2020-01-05', latest: '2020-01-07', point: '2020-01-05' },
    });
    const events = [registered, signedByA, signedByB, term];
    expect(countPlacements(events, all(events), HISTORY_WINDOW)).toBe(6);
  });

  it('is unknown without a registration, and not yet there before it', () => {
    const possible = (events: readonly HistoryEvent[]) =>
      worldsOf(events, all(events), HISTORY_WINDOW)?.get('2020-01-01')?.possible;
    expect(possible([signedByA])).toEqual(new Set(['UNKNOWN_TO_LEDGER']));
    expect(possible([recorded('AgreementRegistered', '2020-01-02')])).toEqual(new Set(['NOT_YET']));
  });

  it('takes effect in a world only when what the entry needs comes before it', () => {
    const events = [registered, signedByA, signedByB, entered];
    const worlds = worldsOf(events, all(events), HISTORY_WINDOW);
    expect(worlds?.get('2020-01-03')?.possible).toEqual(new Set(['IN_FORCE']));
    expect(worlds?.get('2020-01-03')?.parties.get('b')).toBe('PARTY');
  });

  it('has no world when its acts exclude each other, and says which act is let in when one is left out', () => {
    const tooEarly = recorded('AgreementTerminated', '2020-01-02');
    const events = [registered, signedByA, signedByB, entered, tooEarly];
    expect(haveWorld(events, all(events))).toBe(false);
    expect(worldsOf(events, all(events), HISTORY_WINDOW)).toBeNull();
    expect(actsThatCount(events)).toEqual(new Set([signedByA.id, signedByB.id, entered.id]));
    expect(wronglyPassedOver(events, new Set([signedByA.id, signedByB.id]))).toEqual([entered.id]);
  });

  it('is not simulated where an end has to be reckoned', () => {
    const term = recorded('AgreementTermSet', '2020-01-01', { duration: 'P1Y' });
    expect(() => actIds([registered, term])).toThrow('not simulated');
  });
});

describe('the random histories', () => {
  const sample = (kind: keyof typeof HISTORIES) => fc.sample(HISTORIES[kind], { numRuns: 300, seed: 1 });
  const share = (kind: keyof typeof HISTORIES, holds: (events: readonly HistoryEvent[]) => boolean) =>
    sample(kind).filter(holds).length / 300;

  it('are the same for the same seed', () => {
    expect(sample('long')).toEqual(sample('long'));
  });

  it('hold every act', () => {
    const types = new Set(
      Object.keys(HISTORIES).flatMap((kind) =>
        sample(kind as keyof typeof HISTORIES).flatMap((events) => events.map(({ type }) => type)),
      ),
    );
    expect(types.size).toBe(16);
  });

  it('mostly enter into force when lively, mostly leave something out when unruly, are reinstated when long', () => {
    const counts = (events: readonly HistoryEvent[], type: string) =>
      [...actsThatCount(events)].some((id) => id.startsWith(type));
    expect(share('lively', (events) => counts(events, 'AgreementEnteredIntoForce'))).toBeGreaterThan(0.7);
    expect(share('unruly', (events) => actsThatCount(events).size < actIds(events).length)).toBeGreaterThan(
      0.7,
    );
    expect(share('long', (events) => counts(events, 'AgreementReinstated'))).toBeGreaterThan(0.2);
  });

  it('have worlds in which all that counts does', () => {
    for (const kind of ['lively', 'unruly', 'long'] as const)
      for (const events of sample(kind)) {
        const counted = actsThatCount(events);
        expect([...(worldsOf(events, counted, HISTORY_WINDOW) ?? [])].length).toBe(12);
        expect(wronglyPassedOver(events, counted)).toEqual([]);
      }
  });
});
