import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldAgreement, statusOn as statusOfLedger, type PastEvent } from '@entente/domain';
import { HISTORIES, type History } from '../../../domain/src/testing/histories.js';
import { dayNumber } from '../../../domain/src/testing/worlds.js';
import type { LoggedDate, LoggedEvent } from '../facts.js';
import { lineOf, type Line } from './line.js';
import { statusOn } from './steps.js';
import { numberOf } from './window.js';

const DAYS = Array.from({ length: 14 }, (_none, index) => dayNumber(index - 1));

/** The line of facts of which no more than a few can exclude each other. */
function lineFrom(facts: readonly LoggedEvent[]): Line {
  const line = lineOf(facts);
  if (!line || 'because' in line) throw new Error('it is not replayed');
  return line;
}

function statusIn({ registration, steps }: Line, day: string) {
  const before = registration.effective.point <= day ? 'DRAFT' : 'NOT_YET';
  const { status, possible } = statusOn(steps, before, numberOf(day));
  return { status, possible };
}

const idsOf = (facts: readonly { readonly id: string }[]) => facts.map(({ id }) => id).toSorted();

/** What the replay says of a history, and what the ledger's own fold says of the same. */
function saidOf(events: History) {
  const own = foldAgreement(events as unknown as readonly PastEvent[]);
  const line = lineFrom(
    events.map((event) => ({ ...event, rev: event.order })) as unknown as readonly LoggedEvent[],
  );
  const found = {
    passedOver: idsOf([...line.passedOver, ...line.repeated].map(({ fact }) => fact)),
    days: DAYS.map((day) => statusIn(line, day)),
  };
  const wanted = {
    passedOver: idsOf(own.passedOver.map(({ event }) => event)),
    days: DAYS.map((day) => {
      const { status, possible } = statusOfLedger(own, day);
      return { status, possible };
    }),
  };
  return { found, wanted };
}

it.each(Object.keys(HISTORIES) as (keyof typeof HISTORIES)[])(
  'which acts count, the status and all that is possible on each day are those of the ledger’s own fold: %s histories',
  (kind) => {
    fc.assert(
      fc.property(HISTORIES[kind], (events) => {
        const { found, wanted } = saidOf(events);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 300, seed: 20_261_129 },
    );
  },
);

type GivenDate = string | Pick<LoggedDate, 'earliest' | 'latest' | 'point'>;

interface Vector {
  readonly id: string;
  readonly registration: object;
  readonly facts: readonly {
    readonly type: string;
    readonly order: number;
    readonly occurred: GivenDate;
    readonly effective?: GivenDate;
    readonly endsOn?: GivenDate;
    readonly newEndsOn?: GivenDate;
  }[];
  readonly expect: {
    readonly passedOver: readonly { readonly index: number }[];
    readonly days: readonly (readonly [day: string, status: string, possible: readonly string[]])[];
  };
}

function dated(given: GivenDate): LoggedDate {
  const bounds = typeof given === 'string' ? { earliest: given, latest: given, point: given } : given;
  return { ...bounds, edtf: 'as given', precision: 'DAY', basis: 'STATED' };
}

function loggedIn({ registration, facts }: Vector): readonly LoggedEvent[] {
  const at = dated('2000-01-01');
  const registered = { id: 'r', rev: -1, type: 'AgreementRegistered', occurred: at, effective: at };
  return [
    { ...registered, data: registration } as LoggedEvent,
    ...facts.map(({ type, order, occurred, effective, endsOn, newEndsOn, ...data }) => {
      const ends = {
        ...(endsOn && { endsOn: dated(endsOn) }),
        ...(newEndsOn && { newEndsOn: dated(newEndsOn) }),
      };
      return {
        id: String(order),
        rev: order,
        type,
        occurred: dated(occurred),
        effective: dated(effective ?? occurred),
        data: { ...data, ...ends },
      } as unknown as LoggedEvent;
    }),
  ];
}

it('of the histories that were confirmed against every world it says what those say', () => {
  const file = join(import.meta.dirname, '../../../../test/vectors/line-vectors.json');
  const { histories } = JSON.parse(readFileSync(file, 'utf8')) as { readonly histories: readonly Vector[] };
  const wrong = histories.filter((one) => {
    const line = lineFrom(loggedIn(one));
    const passedOver = idsOf(line.passedOver.map(({ fact }) => fact));
    const wanted = idsOf(one.expect.passedOver.map(({ index }) => ({ id: String(index) })));
    return (
      passedOver.join() !== wanted.join() ||
      one.expect.days.some(([day, status, possible]) => {
        const said = statusIn(line, day);
        return said.status !== status || said.possible.toSorted().join() !== possible.toSorted().join();
      })
    );
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});
