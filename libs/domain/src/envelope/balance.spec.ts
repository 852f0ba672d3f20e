import fc from 'fast-check';
import { decide, type Command } from '../catalogue.js';
import { fromMillionths, toMillionths } from '../money/decimal.js';
import type { PastEvent } from '../rules/decision.js';
import { CONTEXT, EVIDENCE } from '../testing/decider-specification.js';
import { dayOf, type Day } from '../time/day.js';
import { balanceOn, foldEnvelope, leastFrom, overdrawn } from './balance.js';

const DAYS: readonly Day[] = Array.from({ length: 12 }, (_, index) => dayOf(2025, 1, index + 1));

/** What somebody asks of the envelope. */
interface Asking {
  readonly name: 'allotEnvelope' | 'commitEnvelope' | 'releaseEnvelope';
  readonly day: Day;
  readonly amount: bigint;
  readonly commitmentId: string;
}

const asking: fc.Arbitrary<Asking> = fc.record({
  name: fc.constantFrom('allotEnvelope', 'commitEnvelope', 'commitEnvelope', 'releaseEnvelope'),
  day: fc.constantFrom(...DAYS),
  amount: fc.bigInt({ min: 1n, max: 300n }).map((steps) => steps * 250_000n),
  commitmentId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
});

function commandOf({ name, day, amount, commitmentId }: Asking): Command {
  const input = {
    fund: 'fsdce',
    region: 'test',
    amount: { value: fromMillionths(amount), currency: 'CAD' },
    occurredOn: { edtf: day },
    evidence: EVIDENCE,
    ...(name !== 'allotEnvelope' && { commitmentId }),
  };
  return { name, input } as unknown as Command;
}

/** Decides one after the other; what is accepted is there for the next. */
function recordAll(
  askings: readonly Asking[],
  each: (before: readonly PastEvent[], one: Asking, code: string | null) => void = () => undefined,
): readonly PastEvent[] {
  return askings.reduce<readonly PastEvent[]>((events, one) => {
    const decision = decide(events, commandOf(one), CONTEXT);
    each(events, one, decision.refused ? decision.code : null);
    if (decision.refused) return events;
    const order = events.length;
    return [...events, ...decision.events.map((event) => ({ ...event, id: `event-${order}`, order }))];
  }, []);
}

interface Data {
  readonly commitmentId: string;
  readonly amount: { readonly value: string };
}

/** What is available on a day, reckoned from nothing. */
function naive(events: readonly PastEvent[], day: Day): bigint {
  const of = (type: string) =>
    events
      .filter((event) => event.type === type)
      .map(({ data, effective }) => ({
        id: (data as Data).commitmentId,
        amount: toMillionths((data as Data).amount.value),
        day: effective.point,
      }));
  const sum = (some: readonly { readonly amount: bigint }[]) =>
    some.reduce((total, { amount }) => total + amount, 0n);
  const held = of('EnvelopeCommitted')
    .filter((commitment) => commitment.day <= day)
    .map(({ id, amount }) => {
      const back = sum(of('EnvelopeReleased').filter((release) => release.id === id && release.day <= day));
      return { amount: back > amount ? 0n : amount - back };
    });
  return sum(of('EnvelopeAllotted').filter((allotment) => allotment.day <= day)) - sum(held);
}

function naiveLeast(events: readonly PastEvent[], from: Day): bigint {
  return DAYS.filter((day) => day >= from)
    .map((day) => naive(events, day))
    .reduce((least, available) => (available < least ? available : least));
}

describe('the balance of an envelope', () => {
  it('is that of a reckoning day by day, and no order of commands spends more than there is on any day', () => {
    fc.assert(
      fc.property(fc.array(asking, { minLength: 1, maxLength: 25 }), (askings) => {
        const events = recordAll(askings, (before, one, code) => {
          if (one.name !== 'commitEnvelope' || before.length === 0) return;
          const known = before.some(
            ({ type, data }) =>
              type === 'EnvelopeCommitted' && (data as Data).commitmentId === one.commitmentId,
          );
          if (known) expect(code).toBe('COMMITMENT_ALREADY_EXISTS');
          else expect(code).toBe(naiveLeast(before, one.day) < one.amount ? 'ENVELOPE_EXCEEDED' : null);
        });
        const envelope = foldEnvelope(events);
        expect(overdrawn(envelope)).toBeNull();
        for (const day of DAYS) {
          expect(naive(events, day)).toBeGreaterThanOrEqual(0n);
          expect(balanceOn(envelope, day).available).toBe(naive(events, day));
          expect(leastFrom(envelope, day).available).toBe(naiveLeast(events, day));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is told when facts are taken out of it, and then nothing is committed until it is above nothing again', () => {
    fc.assert(
      fc.property(
        fc.array(asking, { minLength: 3, maxLength: 25 }),
        fc.array(fc.nat(24), { maxLength: 6 }),
        (askings, gone) => {
          const events = recordAll(askings).filter((_event, index) => !gone.includes(index));
          const envelope = foldEnvelope(events);
          const least = naiveLeast(events, DAYS[0] as Day);
          expect(overdrawn(envelope)?.available ?? null).toBe(least < 0n ? least : null);
          for (const day of DAYS) expect(balanceOn(envelope, day).available).toBe(naive(events, day));
          const last = {
            name: 'commitEnvelope',
            day: DAYS.at(-1) as Day,
            amount: 1n,
            commitmentId: 'z',
          } as const;
          const decision = decide(events, commandOf(last), CONTEXT);
          if (least < 0n) expect(decision).toMatchObject({ refused: true, code: 'ENVELOPE_EXCEEDED' });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
