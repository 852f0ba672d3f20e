import { fromDayNumber, type Day } from '../../time/day.js';
import type { UncertainDate } from '../../time/uncertain-date.js';
import { compareKeys } from './act.js';
import type { Fitted, FittedLine } from './bounds.js';
import { eventsOf, type LineEvent, type LineEventOf } from './line-event.js';
import type { PassedOverBeside } from './passed-over.js';
import { boundsOf, earlierOf, laterOf, onPoint, rangeOf, spanOn, type Bounds, type Range } from './span.js';
import { ENDED, type AgreementStatus, type Certainty } from './status.js';

export type ParticipationRole = 'PARTY' | 'SIGNATORY' | 'WITHDRAWAL_NOTIFIED' | 'WITHDRAWN' | 'SUCCEEDED';

/** What makes an organisation a party: a signature, a ratification, an accession, a succession. */
export type JoiningEvent =
  | LineEventOf<'PartnerSigned'>
  | LineEventOf<'PartnerRatified'>
  | LineEventOf<'PartnerAcceded'>
  | LineEventOf<'PartnerSucceeded'>;

/** How an organisation left, and when. */
interface Leaving extends Bounds {
  readonly role: 'WITHDRAWN' | 'SUCCEEDED';
  readonly event: LineEventOf<'PartnerWithdrawalNotified'> | LineEventOf<'PartnerSucceeded'>;
}

/** One time that an organisation is a party, or a signatory only: from when, until when, by which act. */
export interface Participation {
  readonly organizationId: string;
  readonly as: 'PARTY' | 'SIGNATORY';
  readonly event: JoiningEvent;
  readonly began: Bounds;
  readonly ended: Bounds | null;
  /** The date that decided since when: that of the act, or that of the entry into force. */
  readonly since: UncertainDate;
  /** The event of that date. */
  readonly decidedBy: LineEvent;
  /** The effective date of the act. */
  readonly joined: UncertainDate;
  /** Where it left, as a party; `ended` is then its bounds. */
  readonly left: Leaving | null;
  /** From when it is said to leave, until it does or the notice is revoked. */
  readonly notices: readonly {
    readonly event: LineEventOf<'PartnerWithdrawalNotified'>;
    readonly from: Day;
    readonly to: Day | null;
  }[];
  /** When it is a party again, after it left. */
  readonly again: Day | null;
}

/** A joining or a leaving of one organisation, in its own line. */
interface Turn {
  readonly joins: boolean;
  readonly range: Range;
  readonly key: Range;
  readonly order: number;
  readonly joining?: { readonly event: JoiningEvent; readonly decidedBy: LineEvent };
  readonly leaving?: { readonly event: Leaving['event']; readonly role: Leaving['role'] };
}

/** Who takes part in an agreement, from its fitted line and from who left. */
export function participationsOf(
  events: readonly LineEvent[],
  line: FittedLine,
  bindingOn: 'SIGNATURE' | 'RATIFICATION',
  statusOn: (day: Day) => AgreementStatus,
): { readonly participations: readonly Participation[]; readonly passedOver: readonly PassedOverBeside[] } {
  const passedOver: PassedOverBeside[] = [];
  const leavings = leavingsOf(events).filter(({ event }) => {
    const status = statusOn(event.effective.point);
    const ended = ENDED.includes(status);
    if (ended) passedOver.push({ event, because: status === 'EXPIRED' ? 'AFTER_END' : 'STATUS' });
    return !ended;
  });
  const lines = linesOf(
    joiningsOf(line, bindingOn).flatMap((fitted) => joiningTurn(fitted, line) ?? []),
    leavings,
  );
  for (const { event } of lines.notParties) passedOver.push({ event, because: 'NOT_PARTY' });
  const notices = noticesBy(events);
  const participations = [...lines.taken].flatMap(([organizationId, taken]) =>
    partiesOf(organizationId, closeChain(taken), notices.get(organizationId) ?? []),
  );
  return {
    participations: [...participations, ...signatoriesOf(line, bindingOn, participations)],
    passedOver,
  };
}

/**
 * The line of each organisation, and the leavings of those that were no party. Who was not a party has no successor
 * either: then all is computed again without that succession.
 */
function linesOf(
  joinings: readonly Turn[],
  leavings: ReturnType<typeof leavingsOf>,
): {
  readonly taken: ReadonlyMap<string, readonly Turn[]>;
  readonly notParties: readonly { readonly event: Leaving['event'] }[];
} {
  const notParties: { readonly event: Leaving['event'] }[] = [];
  for (;;) {
    const turns = new Map<string, Turn[]>();
    const add = (organizationId: string, turn: Turn) => {
      const known = turns.get(organizationId);
      if (known) known.push(turn);
      else turns.set(organizationId, [turn]);
    };
    for (const turn of joinings) add(organizationOf(turn), turn);
    for (const leaving of leavings) {
      const { event, organizationId } = leaving;
      if (notParties.some((other) => other.event === event)) continue;
      const range = rangeOf(event.effective);
      const turn = { range, key: range, order: event.order };
      add(organizationId, { ...turn, joins: false, leaving });
      if (event.type === 'PartnerSucceeded')
        add(event.data.successorId, { ...turn, joins: true, joining: { event, decidedBy: event } });
    }
    const taken = new Map<string, readonly Turn[]>();
    let found = 0;
    for (const [organizationId, own] of turns) {
      const kept = own.length === 1 && own[0]?.joins ? own : alternating(own);
      taken.set(organizationId, kept);
      for (const { leaving } of own.filter((turn) => !kept.includes(turn)))
        if (leaving) {
          notParties.push({ event: leaving.event });
          found += 1;
        }
    }
    if (found === 0) return { taken, notParties };
  }
}

function organizationOf({ joining }: Turn): string {
  const data = joining?.event.data;
  return data && 'organizationId' in data ? data.organizationId : '';
}

/** The participation that a joining makes where its organisation is named by nothing else; null while an entry is wanting. */
export function participationOf(joining: Fitted, line: FittedLine): Participation | null {
  const turn = joiningTurn(joining, line);
  return (turn && partiesOf(joining.act.organizationId ?? '', [turn], [])[0]) ?? null;
}

function joiningsOf(line: FittedLine, bindingOn: 'SIGNATURE' | 'RATIFICATION'): readonly Fitted[] {
  return line.stretches.flatMap(({ signatures, ratifications, accessions }) => [
    ...(bindingOn === 'SIGNATURE' ? signatures : ratifications),
    ...accessions,
  ]);
}

/** From when a joining makes a party: section 10.11 of `docs/semantics.md`. Null while an entry into force is wanting. */
function joiningTurn({ act, range }: Fitted, line: FittedLine): Turn | null {
  const event = act.event as JoiningEvent;
  const fitted = line.stretches.map((stretch) => stretch.entry).find((found) => found !== null);
  const binds = event.type === 'PartnerSigned';
  const own = { event, decidedBy: event };
  const turn = (from: Range, joining: Turn['joining']): Turn => {
    return {
      joins: true,
      range: from,
      key: rangeOf(event.effective),
      order: event.order,
      ...(joining && { joining }),
    };
  };
  if (!fitted) return binds ? turn(range, own) : null;
  const entry = fitted.act.event;
  const entered = { event, decidedBy: entry };
  if (fitted.act.retroactive && event.occurred.point <= entry.occurred.point)
    return binds && range.p <= fitted.range.p
      ? turn(earlierOf(range, fitted.range), own)
      : turn(binds ? earlierOf(range, fitted.range) : fitted.range, entered);
  if (binds) return turn(range, own);
  return turn(laterOf(range, fitted.range), range.p >= fitted.range.p ? own : entered);
}

function leavingsOf(events: readonly LineEvent[]): readonly {
  readonly organizationId: string;
  readonly event: Leaving['event'];
  readonly role: Leaving['role'];
}[] {
  const revoked = new Set(
    eventsOf(events, 'PartnerWithdrawalRevoked').map(({ data }) => data.notificationEventId),
  );
  return [
    ...eventsOf(events, 'PartnerWithdrawalNotified')
      .filter(({ id }) => !revoked.has(id))
      .map((event) => ({ organizationId: event.data.organizationId, event, role: 'WITHDRAWN' as const })),
    ...eventsOf(events, 'PartnerSucceeded').map((event) => {
      return { organizationId: event.data.predecessorId, event, role: 'SUCCEEDED' as const };
    }),
  ];
}

/** The first order by key in which joinings and leavings alternate; where all have none, those that one by one can be let in. */
export function alternating<T extends Pick<Turn, 'joins' | 'range' | 'key' | 'order'>>(
  turns: readonly T[],
): readonly T[] {
  const sorted = turns.toSorted((a, b) => compareKeys(a.key, b.key) || a.order - b.order);
  const all = alternatingOrder(sorted, true);
  if (all) return all;
  let taken: readonly T[] = [];
  for (;;) {
    const next = sorted
      .filter((turn) => !taken.includes(turn))
      .map((turn) =>
        alternatingOrder(
          sorted.filter((one) => one === turn || taken.includes(one)),
          true,
        ),
      )
      .find((found) => found !== null);
    if (!next) return taken;
    taken = next;
  }
}

function alternatingOrder<T extends Pick<Turn, 'joins' | 'range'>>(
  left: readonly T[],
  joins: boolean,
): readonly T[] | null {
  if (left.length === 0) return [];
  for (const turn of left) {
    const others = left.filter((one) => one !== turn);
    if (turn.joins !== joins || others.some(({ range }) => range.l < turn.range.e)) continue;
    const rest = alternatingOrder(others, !joins);
    if (rest) return [turn, ...rest];
  }
  return null;
}

/** E forwards, L and P backwards: an organisation leaves after it joined, and returns after it left. */
function closeChain(turns: readonly Turn[]): readonly Turn[] {
  if (turns.length === 1) return turns;
  let e = -Infinity;
  const forwards = turns.map((turn) => {
    e = Math.max(e, turn.range.e);
    return { ...turn, range: { ...turn.range, e } };
  });
  let [l, p] = [Infinity, Infinity];
  return forwards
    .toReversed()
    .map((turn) => {
      l = Math.max(turn.range.e, Math.min(turn.range.l, l));
      p = Math.max(turn.range.e, Math.min(turn.range.p, l, p));
      return { ...turn, range: { e: turn.range.e, l, p } };
    })
    .toReversed();
}

function partiesOf(
  organizationId: string,
  turns: readonly Turn[],
  notices: readonly Notice[],
): readonly Participation[] {
  return turns.flatMap((turn, index): readonly Participation[] => {
    if (!turn.joining) return [];
    const leaving = turns[index + 1];
    const left = leaving?.leaving && { ...boundsOf(leaving.range), ...leaving.leaving };
    const again = turns[index + 2];
    const began = boundsOf(turn.range);
    return [
      {
        organizationId,
        as: 'PARTY',
        event: turn.joining.event,
        began,
        ended: left ? boundsOf((leaving as Turn).range) : null,
        since: onPoint(turn.joining.decidedBy.effective, began.point),
        decidedBy: turn.joining.decidedBy,
        joined: turn.joining.event.effective,
        left: left ?? null,
        notices: standing(notices, left ?? null, began.point),
        again: again ? fromDayNumber(again.range.p) : null,
      },
    ];
  });
}

/** A notice of a withdrawal, and the day from which it is revoked (null: it is not). */
interface Notice {
  readonly event: LineEventOf<'PartnerWithdrawalNotified'>;
  readonly from: Day;
  readonly to: Day | null;
}

/** The notices of withdrawals, by organisation. */
function noticesBy(events: readonly LineEvent[]): ReadonlyMap<string, readonly Notice[]> {
  const revoked = new Map(
    eventsOf(events, 'PartnerWithdrawalRevoked').map(({ data, effective }) => [
      data.notificationEventId,
      effective.point,
    ]),
  );
  const notices = eventsOf(events, 'PartnerWithdrawalNotified');
  return new Map(
    notices.map(({ data: { organizationId } }) => [
      organizationId,
      notices
        .filter(({ data }) => data.organizationId === organizationId)
        .map((event) => ({ event, from: event.occurred.point, to: revoked.get(event.id) ?? null })),
    ]),
  );
}

/** The notices of a withdrawal while it is to come: from the day it is notified until it takes effect or is revoked. */
function standing(notices: readonly Notice[], left: Leaving | null, began: Day): Participation['notices'] {
  return notices.filter(
    ({ event, from, to }) => from >= began && (to !== null || left?.event.id === event.id),
  );
}

/** Whoever has signed what binds by ratification, until it is a party. */
function signatoriesOf(
  line: FittedLine,
  bindingOn: 'SIGNATURE' | 'RATIFICATION',
  parties: readonly Participation[],
): readonly Participation[] {
  if (bindingOn === 'SIGNATURE') return [];
  const firstOf = new Map(parties.toReversed().map((party) => [party.organizationId, party]));
  return line.stretches
    .flatMap(({ signatures }) => signatures)
    .map(({ act, range }): Participation => {
      const event = act.event as LineEventOf<'PartnerSigned'>;
      const { organizationId } = event.data;
      return {
        organizationId,
        as: 'SIGNATORY',
        event,
        began: boundsOf(range),
        ended: firstOf.get(organizationId)?.began ?? null,
        since: onPoint(event.effective, fromDayNumber(range.p)),
        decidedBy: event,
        joined: event.effective,
        left: null,
        notices: [],
        again: null,
      };
    });
}

/** An organisation's role on a day by points, and how sure that is; null when it takes no part. */
export function roleOn(
  participation: Participation,
  day: Day,
): { readonly role: ParticipationRole; readonly certainty: Certainty } | null {
  const { as, began, left, notices, again } = participation;
  if (left && left.point <= day) {
    if (again !== null && again <= day) return null;
    return {
      role: left.role,
      certainty: left.latest !== null && left.latest <= day ? 'CERTAIN' : 'POSSIBLE',
    };
  }
  const certainty = spanOn(participation, day);
  if (!certainty || began.point > day) return null;
  const leaves = notices.some(({ from, to }) => from <= day && (to === null || day < to));
  return { role: leaves ? 'WITHDRAWAL_NOTIFIED' : as, certainty };
}

/** Whether an organisation is a party on a day, by points: one whose withdrawal is notified still is. */
export function isPartyOn(participation: Participation, day: Day): boolean {
  const role = roleOn(participation, day)?.role;
  return role === 'PARTY' || role === 'WITHDRAWAL_NOTIFIED';
}

/** Each day on which the answer about a participation may change. */
export function daysOfParticipation({ began, ended, notices, again, left }: Participation): readonly Day[] {
  return [
    began.point,
    began.latest,
    ended?.earliest,
    ended?.point,
    ended?.latest,
    again,
    ...notices.flatMap(({ from, to }) => [from, to]),
    left?.event.occurred.point,
  ].filter((day): day is Day => day !== null && day !== undefined);
}
