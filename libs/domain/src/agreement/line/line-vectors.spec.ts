import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import { foldAgreement, isAct, statusOn, type AgreementLine, type LineEvent } from './index.js';

type GivenDate = Day | { readonly earliest: Day | null; readonly latest: Day | null; readonly point: Day };

interface GivenFact {
  readonly type: string;
  readonly order: number;
  readonly occurred: GivenDate;
  readonly effective?: GivenDate;
  readonly endsOn?: GivenDate;
  readonly newEndsOn?: GivenDate;
}

interface History {
  readonly id: string;
  readonly registration: { readonly bindingOn: 'SIGNATURE' | 'RATIFICATION' };
  readonly facts: readonly GivenFact[];
  readonly expect: {
    readonly counts: readonly number[];
    readonly passedOver: readonly { readonly index: number }[];
    readonly days: readonly (readonly [Day, string, readonly string[]])[];
    readonly parties: { readonly [organizationId: string]: readonly (readonly [Day, string | null])[] };
  };
}

const FILE = join(import.meta.dirname, '../../../../../test/vectors/line-vectors.json');
const { histories } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly histories: readonly History[] };
const DAYS = Array.from({ length: 12 }, (_, index) => addDays('2020-01-01', index));

function dateOf(given: GivenDate): UncertainDate {
  const bounds = typeof given === 'string' ? { earliest: given, latest: given, point: given } : given;
  return { ...bounds, edtf: 'as given', precision: 'DAY', basis: 'STATED' };
}

function eventsOf({ registration, facts }: History): readonly LineEvent[] {
  const registered = {
    id: 'registration',
    type: 'AgreementRegistered',
    order: -1,
    occurred: dateOf('2000-01-01'),
    effective: dateOf('2000-01-01'),
    data: { kind: 'MOU', title: [], ...registration },
  };
  const recorded = facts.map(({ type, order, occurred, effective, endsOn, newEndsOn, ...data }) => ({
    id: String(order),
    type,
    order,
    occurred: dateOf(occurred),
    effective: dateOf(effective ?? occurred),
    data: {
      ...data,
      ...(endsOn && { endsOn: dateOf(endsOn) }),
      ...(newEndsOn && { newEndsOn: dateOf(newEndsOn) }),
    },
  }));
  return [registered, ...recorded] as unknown as readonly LineEvent[];
}

/** The first history whose answer is another than the one expected; null when there is none. */
function firstWrong(
  answer: (line: AgreementLine, history: History) => unknown,
  expected: (history: History) => unknown,
): unknown {
  for (const history of histories) {
    const events = eventsOf(history);
    const [got, wanted] = [answer(foldAgreement(events), history), expected(history)];
    if (JSON.stringify(got) !== JSON.stringify(wanted)) return { id: history.id, got, wanted };
  }
  return null;
}

/** Values by day, a row only where they change. */
function rows<T>(valueOn: (day: Day) => T): readonly (readonly [Day, T])[] {
  const found: (readonly [Day, T])[] = [];
  for (const day of DAYS) {
    const value = valueOn(day);
    if (found.length === 0 || JSON.stringify(found.at(-1)?.[1]) !== JSON.stringify(value))
      found.push([day, value]);
  }
  return found;
}

describe('the line of 2,500 random histories, confirmed against every world', () => {
  it('passes over the acts that no placement of the others lets in, and no other', () => {
    expect(
      firstWrong(
        ({ passedOver }) => passedOver.map(({ event }) => event.order).toSorted((a, b) => a - b),
        ({ expect: { passedOver } }) => passedOver.map(({ index }) => index),
      ),
    ).toBeNull();
  });

  it('has the status by points and all that the bounds allow, on each day', () => {
    const sorted = (statuses: readonly string[]) => statuses.toSorted();
    expect(
      firstWrong(
        (line) =>
          rows((day) => {
            const { status, possible } = statusOn(line, day);
            return [status, sorted(possible)];
          }),
        ({ expect: { days } }) => days.map(([day, status, possible]) => [day, [status, sorted(possible)]]),
      ),
    ).toBeNull();
  });

  it('says of each organisation whether it has joined, for sure or perhaps', () => {
    expect(
      firstWrong(
        (line, { expect: { parties } }) =>
          Object.keys(parties).map((organizationId) => [
            organizationId,
            rows((day) => partyOn(line, organizationId, day)),
          ]),
        ({ expect: { parties } }) => Object.entries(parties),
      ),
    ).toBeNull();
  });

  it('has on the day since when a status is so that very status', () => {
    const wrong = histories.filter((history) => {
      const line = foldAgreement(eventsOf(history));
      return DAYS.some((day) => {
        const { status, since } = statusOn(line, day);
        return since !== null && statusOn(line, since.point).status !== status;
      });
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('names the acts that decided, which are among those that count', () => {
    for (const history of histories.slice(0, 300)) {
      const line = foldAgreement(eventsOf(history));
      const passedOver = new Set(line.passedOver.map(({ event }) => event.id));
      for (const day of DAYS)
        for (const event of statusOn(line, day).decidedBy)
          expect(event.type === 'AgreementRegistered' || (isAct(event) && !passedOver.has(event.id))).toBe(
            true,
          );
    }
  });

  it('is found with few tries', () => {
    expect(Math.max(...histories.map((history) => foldAgreement(eventsOf(history)).tries))).toBeLessThan(500);
  });
});

/** Whether an organisation has joined: in every world, in some, or in none. */
function partyOn({ participations }: AgreementLine, organizationId: string, day: Day): string | null {
  const party = participations.find((one) => one.organizationId === organizationId && one.as === 'PARTY');
  if (!party) return null;
  const { earliest, latest } = party.began;
  if (latest !== null && latest <= day) return 'PARTY';
  return earliest === null || earliest <= day ? 'POSSIBLE' : null;
}
