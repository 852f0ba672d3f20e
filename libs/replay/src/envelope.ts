import type { Day } from './days.js';
import { ofType, textIn, type Json, type LoggedEvent, type Shown } from './facts.js';
import { byPoint } from './said.js';
import { always, type Replayed, type Statement } from './statement.js';

/**
 * What the log says of an envelope. Each day is asked by itself: what was allotted and committed until then, and what had gone
 * back of each commitment. Nothing registers an envelope: it is there while some fact of it is in effect.
 */
export function replayEnvelope({ inEffect }: Shown): Replayed {
  const allotted = byPoint(ofType(inEffect, 'EnvelopeAllotted'));
  const commitments = ofType(inEffect, 'EnvelopeCommitted').map((fact) => commitmentOf(fact, inEffect));
  const days = [
    ...allotted.map(({ effective }) => effective.point),
    ...commitments.flatMap(({ fact, releases }) => [fact.effective.point, ...releases.map(({ day }) => day)]),
  ];
  const [first] = ofType(inEffect, 'EnvelopeAllotted', 'EnvelopeCommitted', 'EnvelopeReleased');
  return {
    statements: [
      ...(first
        ? balanceStatements(first, { allotted, commitments, days: [...new Set(days)].toSorted() })
        : []),
      ...commitments.map(commitmentStatement),
    ],
    notReplayed: [],
  };
}

/** A commitment, and how much of it had gone back after each release. */
interface Commitment {
  readonly fact: LoggedEvent;
  readonly amount: bigint;
  readonly releases: readonly { readonly day: Day; readonly soFar: bigint }[];
}

/** A release counts for the commitment that it names, not before it, and no more comes back than was committed. */
function commitmentOf(fact: LoggedEvent, facts: readonly LoggedEvent[]): Commitment {
  const amount = amountIn(fact);
  const own = ofType(facts, 'EnvelopeReleased')
    .filter((one) => textIn(one, 'commitmentId') === textIn(fact, 'commitmentId'))
    .map((one) => ({
      day: one.effective.point < fact.effective.point ? fact.effective.point : one.effective.point,
      amount: amountIn(one),
    }))
    .toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  const releases = own.map(({ day }, place) => {
    const sum = own.slice(0, place + 1).reduce((total, one) => total + one.amount, 0n);
    return { day, soFar: sum < amount ? sum : amount };
  });
  return { fact, amount, releases };
}

function balanceStatements(
  first: LoggedEvent,
  {
    allotted,
    commitments,
    days,
  }: {
    readonly allotted: readonly LoggedEvent[];
    readonly commitments: readonly Commitment[];
    readonly days: readonly Day[];
  },
): readonly Statement[] {
  const [begins] = days;
  if (begins === undefined) return [];
  const unchanging = {
    fund: textIn(first, 'fund'),
    region: textIn(first, 'region'),
    currency: currencyOf(first),
  };
  const on = (day: Day | null): Statement['values'] => {
    const until = <T>(of: readonly T[], dayOf: (one: T) => Day): readonly T[] =>
      of.filter((one) => day !== null && dayOf(one) <= day);
    const allotments = until(allotted, ({ effective }) => effective.point);
    const made = until(commitments, ({ fact }) => fact.effective.point);
    const gone = made.map(({ releases }) => until(releases, (one) => one.day).at(-1)?.soFar ?? 0n);
    const sums = [sum(allotments.map(amountIn)), sum(made.map(({ amount }) => amount)), sum(gone)] as const;
    const lastSaid = (member: string): string | null =>
      allotments.findLast((one) => textIn(one, member) !== null)?.data[member] as string | null;
    return {
      ...unchanging,
      allotted: decimal(sums[0]),
      committed: decimal(sums[1]),
      released: decimal(sums[2]),
      available: decimal(sums[0] - sums[1] + sums[2]),
      region_class: lastSaid('regionClass') ?? null,
      programme_id: lastSaid('programmeId') ?? null,
      begun: day !== null,
    };
  };
  const by = first.id;
  return [
    { table: 'envelope', from: '-infinity', to: begins, values: on(null), by },
    ...days.map((from, place): Statement => ({
      table: 'envelope',
      from,
      to: days[place + 1] ?? 'infinity',
      values: on(from),
      by,
    })),
  ];
}

function commitmentStatement({ fact, releases }: Commitment): Statement {
  return always('commitment', fact, {
    event_id: fact.id,
    place: fact.rev,
    commitment_id: textIn(fact, 'commitmentId'),
    project_id: textIn(fact, 'projectId'),
    amount: fact.data['amount'] ?? null,
    committed_day: fact.effective.point,
    committed: fact.effective as unknown as Json,
    releases: releases.map(({ day, soFar }) => ({ day, soFar: decimal(soFar) })),
  });
}

interface Amount {
  readonly value: string;
  readonly currency: string;
}

function amountOf({ data }: LoggedEvent): Amount {
  return data['amount'] as unknown as Amount;
}

const currencyOf = (fact: LoggedEvent): string => amountOf(fact).currency;

/** Digits after the point: amounts are reckoned in millionths. */
const PLACES = 6;

function amountIn(fact: LoggedEvent): bigint {
  const { value } = amountOf(fact);
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const millionths = BigInt(whole + fraction.padEnd(PLACES, '0'));
  return value.startsWith('-') ? -millionths : millionths;
}

function decimal(millionths: bigint): string {
  const digits = String(millionths)
    .replace('-', '')
    .padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  const sign = millionths < 0n ? '-' : '';
  return `${sign}${digits.slice(0, -PLACES)}${fraction === '' ? '' : `.${fraction}`}`;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
