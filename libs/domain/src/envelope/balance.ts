import { toMillionths } from '../money/decimal.js';
import type { Money } from '../money/money.js';
import type { PastEvent } from '../rules/decision.js';
import type { Day } from '../time/day.js';

/** What stands in an envelope from a day on, in millionths of its currency. */
export interface Balance {
  readonly day: Day;
  readonly allotted: bigint;
  readonly committed: bigint;
  readonly released: bigint;
  readonly available: bigint;
}

/** A balance, and the least that is available on any day from its own on. */
interface BalanceFrom extends Balance {
  readonly least: Balance;
}

/** A commitment, and what has gone back of it so far from each day on. */
export interface Commitment {
  readonly event: PastEvent<string, CommitmentData>;
  readonly releases: readonly { readonly day: Day; readonly soFar: bigint }[];
}

/** An envelope by its facts in effect: its balances, each from its day until the next one's, and its commitments. */
export interface Envelope {
  readonly balances: readonly BalanceFrom[];
  readonly commitments: readonly Commitment[];
}

interface CommitmentData {
  readonly commitmentId: string;
  readonly projectId?: string;
  readonly amount: Money;
}

/** How much the sums change on a day. */
type Change = Omit<Balance, 'available'>;

const NOTHING = { allotted: 0n, committed: 0n, released: 0n } as const;

/**
 * Folds the facts of an envelope by their days. A release counts for its commitment alone, not before it and for no more than
 * it: what a correction has taken away does not come back.
 */
export function foldEnvelope(events: readonly PastEvent[]): Envelope {
  const commitments = commitmentsOf(events);
  const changes = [
    ...events
      .filter(({ type }) => type === 'EnvelopeAllotted')
      .map((event) => ({ ...NOTHING, day: event.effective.point, allotted: amountOf(event) })),
    ...commitments.flatMap(changesOf),
  ];
  return { balances: withLeast(summed(changes)), commitments };
}

/** The balance on a day; before all facts, nothing. */
export function balanceOn({ balances }: Pick<Envelope, 'balances'>, day: Day): Balance {
  return balances.findLast((balance) => balance.day <= day) ?? { ...NOTHING, day, available: 0n };
}

/** The least balance on any day from one on: what can still be committed on it. */
export function leastFrom({ balances }: Pick<Envelope, 'balances'>, day: Day): Balance {
  const now = balances.findLast((balance) => balance.day <= day);
  if (now) return now.least;
  const empty = balanceOn({ balances }, day);
  const [first] = balances;
  return first && first.least.available < 0n ? first.least : empty;
}

/** The least balance of all days where it is below nothing, which only a correction can have caused; else null. */
export function overdrawn({ balances }: Pick<Envelope, 'balances'>): Balance | null {
  const least = balances[0]?.least;
  return least && least.available < 0n ? least : null;
}

function commitmentsOf(events: readonly PastEvent[]): readonly Commitment[] {
  const released = Map.groupBy(
    events.filter(({ type }) => type === 'EnvelopeReleased'),
    ({ data }) => (data as CommitmentData).commitmentId,
  );
  return events
    .filter((event): event is PastEvent<string, CommitmentData> => event.type === 'EnvelopeCommitted')
    .map((event) => ({ event, releases: releasesOf(event, released.get(event.data.commitmentId) ?? []) }));
}

function releasesOf(
  commitment: PastEvent<string, CommitmentData>,
  released: readonly PastEvent[],
): Commitment['releases'] {
  const [from, most] = [commitment.effective.point, amountOf(commitment)];
  let soFar = 0n;
  return released
    .map((event) => ({ day: later(event.effective.point, from), amount: amountOf(event) }))
    .toSorted(byDay)
    .map(({ day, amount }) => {
      soFar = soFar + amount > most ? most : soFar + amount;
      return { day, soFar };
    });
}

function changesOf({ event, releases }: Commitment): readonly Change[] {
  return [
    { ...NOTHING, day: event.effective.point, committed: amountOf(event) },
    ...releases.map(({ day, soFar }, index) => ({
      ...NOTHING,
      day,
      released: soFar - (releases[index - 1]?.soFar ?? 0n),
    })),
  ];
}

/** The balance from each day on which it changes. */
function summed(changes: readonly Change[]): readonly Balance[] {
  const balances: Balance[] = [];
  for (const change of changes.toSorted(byDay)) {
    const before = balances.at(-1) ?? NOTHING;
    const allotted = before.allotted + change.allotted;
    const committed = before.committed + change.committed;
    const released = before.released + change.released;
    const after = {
      day: change.day,
      allotted,
      committed,
      released,
      available: allotted - committed + released,
    };
    if (balances.at(-1)?.day === change.day) balances.pop();
    balances.push(after);
  }
  return balances;
}

function withLeast(balances: readonly Balance[]): readonly BalanceFrom[] {
  let least: Balance | null = null;
  return balances
    .toReversed()
    .map((balance) => {
      if (least === null || balance.available <= least.available) least = balance;
      return { ...balance, least };
    })
    .toReversed();
}

function amountOf({ data }: PastEvent): bigint {
  return toMillionths((data as { readonly amount: Money }).amount.value);
}

function byDay(a: { readonly day: Day }, b: { readonly day: Day }): number {
  if (a.day === b.day) return 0;
  return a.day < b.day ? -1 : 1;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
