import { ofType, textIn, type LoggedEvent } from '../facts.js';
import type { Act } from './acts.js';
import { byKey, windowOf, type Window } from './window.js';

/** A joining or a leaving of one organisation. */
export interface Turn {
  readonly joins: boolean;
  /** The days between which it lies. */
  readonly window: Window;
  /** By which turns are put in order, before they are recorded. */
  readonly key: Window;
  readonly fact: LoggedEvent;
}

/** Withdrawals that nobody revoked, and successions. */
export function leavingsOf(facts: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const revoked = ofType(facts, 'PartnerWithdrawalRevoked').map((one) => textIn(one, 'notificationEventId'));
  const withdrawals = ofType(facts, 'PartnerWithdrawalNotified').filter(({ id }) => !revoked.includes(id));
  return [...withdrawals, ...ofType(facts, 'PartnerSucceeded')];
}

/** Who leaves by a withdrawal or a succession. */
export function leaver(fact: LoggedEvent): string {
  return textIn(fact, fact.type === 'PartnerSucceeded' ? 'predecessorId' : 'organizationId') ?? '';
}

/**
 * The acts of a line, but for joinings of who is a party already; those of who had left count for no entry. Of organisations
 * that leave or succeed, joinings and leavings alternate.
 */
export function membershipOf(
  facts: readonly LoggedEvent[],
  acts: readonly Act[],
): { readonly acts: readonly Act[]; readonly repeated: readonly Act[] } {
  const leavings = leavingsOf(facts);
  if (leavings.length === 0) return { acts, repeated: [] };
  const ids = new Set(leavings.flatMap((one) => [leaver(one), textIn(one, 'successorId') ?? '']));
  const returning = new Set<LoggedEvent>();
  const repeated = new Set<LoggedEvent>();
  for (const id of ids) {
    const joinings = acts.filter(
      ({ organizationId, fact: { type } }) =>
        organizationId === id && (type === 'PartnerSigned' || type === 'PartnerAcceded'),
    );
    const turn = (fact: LoggedEvent, joins: boolean): Turn => {
      const window = windowOf(fact.effective);
      return { joins, window, key: window, fact };
    };
    const taken = alternating([
      ...joinings.map(({ fact }) => turn(fact, true)),
      ...leavings.filter((one) => leaver(one) === id).map((one) => turn(one, false)),
      ...ofType(leavings, 'PartnerSucceeded')
        .filter((one) => textIn(one, 'successorId') === id)
        .map((one) => turn(one, true)),
    ]);
    for (const { fact } of joinings) {
      const place = taken.findIndex((one) => one.fact === fact);
      if (place < 0) repeated.add(fact);
      else if (place > 0) returning.add(fact);
    }
  }
  return {
    acts: acts
      .filter(({ fact }) => !repeated.has(fact))
      .map((act) => (returning.has(act.fact) ? { ...act, returns: true } : act)),
    repeated: acts.filter(({ fact }) => repeated.has(fact)),
  };
}

/** The first order by key in which an organisation joins, leaves, joins …; where all have none, those that one by one are let in. */
export function alternating<T extends Turn>(turns: readonly T[]): readonly T[] {
  const sorted = turns.toSorted((a, b) => byKey(a.key, b.key) || a.fact.rev - b.fact.rev);
  const all = alternatingOrder(sorted, true);
  if (all) return all;
  let taken: readonly T[] = [];
  for (;;) {
    const order = sorted
      .filter((turn) => !taken.includes(turn))
      .map((turn) =>
        alternatingOrder(
          sorted.filter((one) => one === turn || taken.includes(one)),
          true,
        ),
      )
      .find((found) => found !== null);
    if (!order) return taken;
    taken = order;
  }
}

function alternatingOrder<T extends Turn>(left: readonly T[], joins: boolean): readonly T[] | null {
  if (left.length === 0) return [];
  for (const turn of left) {
    const others = left.filter((one) => one !== turn);
    if (turn.joins !== joins || others.some(({ window }) => window.latest < turn.window.earliest)) continue;
    const rest = alternatingOrder(others, !joins);
    if (rest) return [turn, ...rest];
  }
  return null;
}
