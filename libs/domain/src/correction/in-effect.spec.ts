import fc from 'fast-check';
import { inEffect, correctedIn, correctionsIn, isUnknown, shown, type Patch } from './in-effect.js';
import type { PastEvent } from '../rules/decision.js';
import { systemDay } from '../time/uncertain-date.js';

const DAY = systemDay('2025-01-01');

/** A step of a history: a fact, a rectification of one member of an earlier event, or an annulment of an earlier event. */
type Step =
  | { readonly kind: 'FACT' }
  | { readonly kind: 'RECTIFY'; readonly back: number; readonly member: 'a' | 'b'; readonly value: number }
  | { readonly kind: 'REMOVE'; readonly back: number; readonly member: 'a' | 'b' }
  | { readonly kind: 'ANNUL'; readonly back: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'FACT' }),
  fc.record({
    kind: fc.constant('RECTIFY' as const),
    back: fc.nat(20),
    member: fc.constantFrom('a' as const, 'b' as const),
    value: fc.nat(9),
  }),
  fc.record({
    kind: fc.constant('REMOVE' as const),
    back: fc.nat(20),
    member: fc.constantFrom('a' as const, 'b' as const),
  }),
  fc.record({ kind: fc.constant('ANNUL' as const), back: fc.nat(20) }),
);

function historyOf(steps: readonly Step[]): readonly PastEvent[] {
  const events: PastEvent[] = [];
  for (const one of [{ kind: 'FACT' } as const, ...steps]) {
    const order = events.length;
    const event = (type: string, data: unknown) =>
      events.push({ id: `e${order}`, type, order, occurred: DAY, effective: DAY, data });
    if (one.kind === 'FACT') event('Fact', { a: -1, b: -1 });
    else {
      // A correction of a correction is an annulment; a rectification finds the next fact before.
      const target = order - 1 - (one.back % order);
      const fact = events.slice(0, target + 1).findLast(({ type }) => type === 'Fact')?.id ?? 'e0';
      if (one.kind === 'ANNUL') event('RecordAnnulled', { target: `e${target}` });
      else if (one.kind === 'REMOVE') event('RecordRectified', { target: fact, removed: [one.member] });
      else
        event('RecordRectified', {
          target: fact,
          set: { data: { [one.member]: one.value } },
        } satisfies Patch);
    }
  }
  return events;
}

/** The rule, word for word and slowly: an event is annulled when an annulment that is itself not annulled names it. */
function slowly(history: readonly PastEvent[]): readonly unknown[] {
  const annulled = (event: PastEvent): boolean =>
    history.some(
      (one) =>
        one.type === 'RecordAnnulled' &&
        (one.data as { readonly target: string }).target === event.id &&
        !annulled(one),
    );
  return history
    .filter((event) => event.type === 'Fact' && !annulled(event))
    .map((event) => {
      const data: Record<string, unknown> = { ...(event.data as object) };
      for (const one of history) {
        const { target, set, removed } = one.data as Patch;
        if (one.type !== 'RecordRectified' || target !== event.id || annulled(one)) continue;
        Object.assign(data, set?.data);
        for (const member of removed ?? []) delete data[member];
      }
      return { id: event.id, data };
    });
}

const contents = (events: readonly PastEvent[]) => events.map(({ id, data }) => ({ id, data }));

describe('the facts of a stream that are in effect', () => {
  it('are those that the rule names, with the members that it gives them, in any history of corrections', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const history = historyOf(steps);
        expect(contents(inEffect(history))).toEqual(slowly(history));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are again what they were when the last correction is annulled', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const history = historyOf(steps);
        const last = history.at(-1) as PastEvent;
        if (last.type === 'Fact') return;
        const undone: PastEvent = {
          ...last,
          id: 'undone',
          type: 'RecordAnnulled',
          order: history.length,
          data: { target: last.id },
        };
        expect(contents(inEffect([...history, undone]))).toEqual(contents(inEffect(history.slice(0, -1))));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are the recorded ones themselves where nothing is corrected, and the same objects whenever they are asked for', () => {
    const plain = historyOf([{ kind: 'FACT' }]);
    expect(inEffect(plain)).toBe(plain);
    const history = historyOf([{ kind: 'FACT' }, { kind: 'RECTIFY', back: 0, member: 'a', value: 1 }]);
    const [first, second] = [inEffect(history), inEffect([...history])];
    expect(first.every((event, index) => event === second[index])).toBe(true);
  });

  it('keep the place, the id and the type of what was recorded, and never the correction itself', () => {
    const history = historyOf([{ kind: 'RECTIFY', back: 0, member: 'a', value: 7 }]);
    expect(inEffect(history)).toMatchObject([{ id: 'e0', order: 0, type: 'Fact', data: { a: 7, b: -1 } }]);
    expect(correctedIn(correctionsIn(history), 'e0')).toMatchObject({
      annulledBy: null,
      rectifiedBy: [{ id: 'e1' }],
    });
  });

  it('are those from before where the first record is annulled: its subject is unknown, and shown as it was', () => {
    const history = historyOf([
      { kind: 'RECTIFY', back: 0, member: 'a', value: 7 },
      { kind: 'ANNUL', back: 1 },
    ]);
    expect(isUnknown(history)).toBe(true);
    expect(inEffect(history)).toEqual([]);
    expect(shown(history)).toMatchObject({ annulled: true, facts: [{ id: 'e0', data: { a: 7 } }] });
  });
});
